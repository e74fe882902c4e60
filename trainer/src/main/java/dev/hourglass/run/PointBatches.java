package dev.hourglass.run;

import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Gathers points into few events. What is measured together shares one set of clocks, so there is one batch for each set of
 * metrics that occur together.
 */
final class PointBatches {

    /** Of one batch, encoded: well below an event's limit. */
    private static final int MOST_BYTES = 200_000;

    /** Step, tau and wall time of a point take at most this much, and so does each value with its share of the rest. */
    private static final int CLOCK_BYTES = 28;

    private static final int VALUE_BYTES = 8;

    private final AttemptJournal journal;
    private final SequencedMap<List<Metric>, List<Point>> batches = new LinkedHashMap<>();

    PointBatches(AttemptJournal journal) {
        this.journal = journal;
    }

    private record Point(long step, double tau, long wallMs, double[] values) {}

    /** @param values one for each metric. Not copied, not modified. */
    void add(long step, double tau, List<Metric> metrics, double[] values) {
        List<Point> batch = batches.computeIfAbsent(metrics, any -> new ArrayList<>());
        batch.add(new Point(step, tau, journal.wallMs(), values));
        if (batch.size() * (CLOCK_BYTES + VALUE_BYTES * metrics.size()) >= MOST_BYTES) {
            record(metrics, batch);
            batches.remove(metrics);
        }
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    void flush() {
        while (!batches.isEmpty()) {
            var batch = batches.firstEntry();
            record(batch.getKey(), batch.getValue());
            batches.remove(batch.getKey()); // only now: if the log refused it, it is not lost
        }
    }

    private void record(List<Metric> metrics, List<Point> points) {
        double[][] columns = new double[metrics.size()][points.size()];
        for (int i = 0; i < points.size(); i++) {
            for (int m = 0; m < columns.length; m++) {
                columns[m][i] = points.get(i).values()[m];
            }
        }
        journal.record((run, origin) -> new Event.MetricsRecorded(
                run,
                origin,
                metrics,
                points.stream().mapToLong(Point::step).toArray(),
                points.stream().mapToDouble(Point::tau).toArray(),
                points.stream().mapToLong(Point::wallMs).toArray(),
                columns));
    }
}
