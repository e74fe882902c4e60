package dev.hourglass.cli.chaos;

import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.TreeMap;

/** What a reader must see of a made-up run: of each metric, by step, tau and value. */
final class Seen {

    private final TreeMap<String, NavigableMap<Long, Point>> metrics = new TreeMap<>();

    private record Point(double tau, double value) {}

    void put(String metric, long step, double tau, double value) {
        metrics.computeIfAbsent(metric, name -> new TreeMap<>()).put(step, new Point(tau, value));
    }

    void forgetAfter(long step) {
        metrics.values().forEach(points -> points.tailMap(step, false).clear());
        metrics.values().removeIf(NavigableMap::isEmpty);
    }

    void forget(String metric) {
        metrics.remove(metric);
    }

    Seen copy() {
        return until(Long.MAX_VALUE);
    }

    Seen until(long step) {
        var copy = new Seen();
        metrics.forEach((metric, points) -> copy.metrics.put(metric, new TreeMap<>(points.headMap(step, true))));
        copy.metrics.values().removeIf(NavigableMap::isEmpty);
        return copy;
    }

    boolean same(Seen that) {
        return metrics.equals(that.metrics);
    }

    /** As {@link Points} gives them. */
    SequencedMap<String, String> points() {
        SequencedMap<String, String> all = new TreeMap<>();
        metrics.forEach(
                (metric, points) -> points.forEach((step, at) -> Points.add(all, metric, step, at.tau, at.value)));
        return all;
    }
}
