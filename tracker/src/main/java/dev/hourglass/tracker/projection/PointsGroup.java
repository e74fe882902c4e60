package dev.hourglass.tracker.projection;

import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Points of consecutive events of one attempt that carry the same metrics: they become one chunk a metric, so that small
 * events do not become small rows.
 */
final class PointsGroup {

    /** Bounds the rows of a chunk, and with them what a reader must unpack for one point. */
    static final int MAX_POINTS = 1 << 16;

    final UUID run;
    final int number;
    final long sequence;
    final List<Metric> metrics;
    private final List<Event.MetricsRecorded> events = new ArrayList<>();
    private int points;

    PointsGroup(int number, Event.MetricsRecorded first) {
        this.run = first.subject();
        this.number = number;
        this.sequence = first.origin().sequence();
        this.metrics = first.metrics();
        add(first);
    }

    boolean takes(Event.MetricsRecorded event) {
        return metrics.equals(event.metrics()) && points + event.steps().length <= MAX_POINTS;
    }

    /** Order matters within a metric only: a group stays open while others' metrics are not among its own. */
    boolean shares(Event.MetricsRecorded event) {
        return metrics.stream().anyMatch(mine -> event.metrics().stream()
                .anyMatch(other -> mine.name().equals(other.name())));
    }

    void add(Event.MetricsRecorded event) {
        events.add(event);
        points += event.steps().length;
    }

    int points() {
        return points;
    }

    long[] steps() {
        return longs(Event.MetricsRecorded::steps);
    }

    long[] wallMs() {
        return longs(Event.MetricsRecorded::wallMs);
    }

    double[] taus() {
        return doubles(Event.MetricsRecorded::taus);
    }

    double[] values(int metric) {
        return doubles(event -> event.values()[metric]);
    }

    private long[] longs(java.util.function.Function<Event.MetricsRecorded, long[]> column) {
        long[] all = new long[points];
        int at = 0;
        for (Event.MetricsRecorded event : events) {
            long[] part = column.apply(event);
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private double[] doubles(java.util.function.Function<Event.MetricsRecorded, double[]> column) {
        double[] all = new double[points];
        int at = 0;
        for (Event.MetricsRecorded event : events) {
            double[] part = column.apply(event);
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
