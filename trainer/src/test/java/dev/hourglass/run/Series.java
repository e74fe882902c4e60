package dev.hourglass.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What counts of a run's events: its points and spectra after all that later attempts supersede is gone. Equal to the bit. */
public record Series(Map<String, SortedMap<Long, Point>> metrics, Map<String, SortedMap<Long, Row>> spectra) {

    /** A point's tau and value as bits, so that equality is to the bit. */
    public record Point(long tau, long value) {}

    /** A spectrum's tau and values as bits. */
    public record Row(long tau, List<Long> values) {}

    public static Series of(List<Envelope> events, UUID run) {
        var series = new Series(new TreeMap<>(), new TreeMap<>());
        for (Envelope envelope : events) {
            if (envelope.event() instanceof Event.OfAttempt word
                    && word.subject().equals(run)) {
                series.hear(word);
            }
        }
        return series;
    }

    public SortedMap<Long, Point> metric(String name) {
        return metrics.computeIfAbsent(name, any -> new TreeMap<>());
    }

    /** What was recorded after this step. */
    public Series after(long step) {
        metrics.values().forEach(points -> points.headMap(step + 1).clear());
        spectra.values().forEach(rows -> rows.headMap(step + 1).clear());
        metrics.values().removeIf(SortedMap::isEmpty);
        spectra.values().removeIf(SortedMap::isEmpty);
        return this;
    }

    /** Without what was recorded at this step: a run that stops there records its last step beside its schedule. */
    public Series without(long step) {
        metrics.values().forEach(points -> points.remove(step));
        spectra.values().forEach(rows -> rows.remove(step));
        return this;
    }

    /** Like equality, but says where the two part. */
    public void assertEqualTo(Series expected) {
        assertThat(metrics.keySet()).isEqualTo(expected.metrics.keySet());
        assertThat(spectra.keySet()).isEqualTo(expected.spectra.keySet());
        metrics.forEach((name, points) -> assertSame(name, points, expected.metric(name)));
        spectra.forEach((name, rows) ->
                assertSame(name, rows, expected.spectra.getOrDefault(name, Collections.emptySortedMap())));
    }

    private static <T> void assertSame(String name, SortedMap<Long, T> actual, SortedMap<Long, T> expected) {
        assertThat(actual.keySet()).as("steps of %s", name).isEqualTo(expected.keySet());
        actual.forEach((step, value) ->
                assertThat(value).as("%s at step %d", name, step).isEqualTo(expected.get(step)));
    }

    /** The steps of a metric. */
    public List<Long> steps(String metric) {
        return new ArrayList<>(metric(metric).keySet());
    }

    public double value(String metric, long step) {
        return Double.longBitsToDouble(point(metric, step).value());
    }

    public double tau(String metric, long step) {
        return Double.longBitsToDouble(point(metric, step).tau());
    }

    private Point point(String metric, long step) {
        Point point = metric(metric).get(step);
        if (point == null) {
            throw new AssertionError("no " + metric + " at step " + step);
        }
        return point;
    }

    private void hear(Event.OfAttempt word) {
        switch (word) {
            case Event.AttemptStarted started -> {
                long from = started.checkpoint().isPresent() ? started.clock().step() : -1;
                metrics.values().forEach(points -> points.keySet().removeIf(step -> step > from));
                spectra.values().forEach(rows -> rows.keySet().removeIf(step -> step > from));
            }
            case Event.MetricsRecorded batch -> add(batch);
            case Event.SpectrumRecorded one -> {
                var values = new ArrayList<Long>();
                for (double value : one.values()) {
                    values.add(Double.doubleToRawLongBits(value));
                }
                var row = new Row(Double.doubleToRawLongBits(one.clock().tau()), values);
                addOnce(
                        spectra.computeIfAbsent(one.matrix(), any -> new TreeMap<>()),
                        one.clock().step(),
                        row);
            }
            case Event.DistributionRecorded one -> {
                var values = new ArrayList<Long>();
                for (double edge : one.edges()) {
                    values.add(Double.doubleToRawLongBits(edge));
                }
                for (long count : one.counts()) {
                    values.add(count);
                }
                addOnce(
                        spectra.computeIfAbsent("distribution of " + one.name(), any -> new TreeMap<>()),
                        one.clock().step(),
                        new Row(Double.doubleToRawLongBits(one.clock().tau()), values));
            }
            default -> {}
        }
    }

    private void add(Event.MetricsRecorded batch) {
        for (int m = 0; m < batch.metrics().size(); m++) {
            Metric metric = batch.metrics().get(m);
            for (int i = 0; i < batch.steps().length; i++) {
                var point = new Point(
                        Double.doubleToRawLongBits(batch.taus()[i]), Double.doubleToRawLongBits(batch.values()[m][i]));
                addOnce(metric(metric.name()), batch.steps()[i], point);
            }
        }
    }

    private static <T> void addOnce(Map<Long, T> series, long step, T value) {
        if (series.put(step, value) != null) {
            throw new AssertionError("step " + step + " was recorded twice");
        }
    }
}
