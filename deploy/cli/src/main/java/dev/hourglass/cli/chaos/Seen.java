package dev.hourglass.cli.chaos;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
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

    /** What a reader must see of the points beyond a step at a glance, by metric: as {@link Glance} gives it. */
    String glance(String metric, long after) {
        NavigableMap<Long, Point> points =
                metrics.getOrDefault(metric, new TreeMap<>()).tailMap(after, false);
        if (points.isEmpty()) {
            return Glance.NONE;
        }
        Optional<Map.Entry<Long, Point>> least = Optional.empty();
        Optional<Map.Entry<Long, Point>> greatest = Optional.empty();
        for (Map.Entry<Long, Point> at : points.entrySet()) {
            double value = at.getValue().value;
            if (!Double.isNaN(value) && least.stream().noneMatch(l -> l.getValue().value <= value)) {
                least = Optional.of(at);
            }
            if (!Double.isNaN(value) && greatest.stream().noneMatch(g -> g.getValue().value >= value)) {
                greatest = Optional.of(at);
            }
        }
        return Glance.text(
                points.size(),
                Optional.of(points.lastEntry()).map(Seen::text),
                least.map(Seen::text),
                greatest.map(Seen::text));
    }

    private static String text(Map.Entry<Long, Point> at) {
        return Glance.at(at.getKey(), at.getValue().value);
    }

    boolean same(Seen that) {
        return metrics.equals(that.metrics);
    }

    /** As {@link Points} gives them. */
    SequencedMap<Points.At, Points.Is> points() {
        SequencedMap<Points.At, Points.Is> all = new LinkedHashMap<>();
        metrics.forEach(
                (metric, points) -> points.forEach((step, at) -> Points.add(all, metric, step, at.tau, at.value)));
        return all;
    }
}
