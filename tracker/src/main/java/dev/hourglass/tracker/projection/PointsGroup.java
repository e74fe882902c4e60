package dev.hourglass.tracker.projection;

import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Points of consecutive events of one attempt that carry the same metrics: they become one chunk a metric, so that small
 * events do not become small rows. Columns are copied out of the events, so that those are garbage at once: a batch's events
 * would be too many to carry through collections of the young generation.
 */
final class PointsGroup {

    /** Bounds the rows of a chunk, and with them what a reader must unpack for one point. */
    static final int MAX_POINTS = 1 << 16;

    private static final int FEWEST = 32;

    final UUID run;
    final int number;
    final long sequence;
    final List<Metric> metrics;
    private final MetricState[] states;
    private long[] steps = {};
    private double[] taus = {};
    private long[] wallMs = {};
    private final double[][] values;
    private int points;

    /** @param states of the run's metrics by name: they are told of the points */
    PointsGroup(int number, Event.MetricsRecorded first, Function<String, MetricState> states) {
        this.run = first.subject();
        this.number = number;
        this.sequence = first.origin().sequence();
        this.metrics = first.metrics();
        this.states =
                metrics.stream().map(metric -> states.apply(metric.name())).toArray(MetricState[]::new);
        this.values = new double[metrics.size()][0];
        each((metric, state) -> state.fromReference = metric.fromReference());
        add(first);
    }

    boolean takes(Event.MetricsRecorded event) {
        return points + event.steps().length <= MAX_POINTS && metrics.equals(event.metrics());
    }

    /** Order matters within a metric only: a group stays open while others' metrics are not among its own. */
    boolean shares(Event.MetricsRecorded event) {
        return metrics.stream().anyMatch(mine -> event.metrics().stream()
                .anyMatch(other -> mine.name().equals(other.name())));
    }

    void add(Event.MetricsRecorded event) {
        int more = event.steps().length;
        if (points + more > steps.length) {
            resize(Math.max(FEWEST, Math.max(points + more, 2 * points)));
        }
        System.arraycopy(event.steps(), 0, steps, points, more);
        System.arraycopy(event.taus(), 0, taus, points, more);
        System.arraycopy(event.wallMs(), 0, wallMs, points, more);
        for (int m = 0; m < values.length; m++) {
            System.arraycopy(event.values()[m], 0, values[m], points, more);
            states[m].count(event.steps());
        }
        points += more;
    }

    /** No more points come; the metrics' summaries are told of all of them. */
    void close() {
        resize(points);
        for (int m = 0; m < values.length; m++) {
            states[m].summary.merge(Summary.of(steps, values[m], 0, points));
        }
    }

    void each(BiConsumer<Metric, MetricState> to) {
        for (int m = 0; m < states.length; m++) {
            to.accept(metrics.get(m), states[m]);
        }
    }

    ChunkRows.Key key() {
        return new ChunkRows.Key(run, number, sequence, true);
    }

    int points() {
        return points;
    }

    long[] steps() {
        return steps;
    }

    long[] wallMs() {
        return wallMs;
    }

    double[] taus() {
        return taus;
    }

    double[] values(int metric) {
        return values[metric];
    }

    private void resize(int size) {
        steps = Arrays.copyOf(steps, size);
        taus = Arrays.copyOf(taus, size);
        wallMs = Arrays.copyOf(wallMs, size);
        for (int m = 0; m < values.length; m++) {
            values[m] = Arrays.copyOf(values[m], size);
        }
    }
}
