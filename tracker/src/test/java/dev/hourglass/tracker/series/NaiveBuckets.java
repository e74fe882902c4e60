package dev.hourglass.tracker.series;

import java.util.List;
import java.util.TreeMap;

/** The slow twin of the reduction: every point is looked at, in the plainest way. */
public final class NaiveBuckets {

    /** One point of a stitched series. */
    public record Point(long step, double tau, long wallMs, double x, double value, boolean inherited) {}

    /** A bucket, or a point. */
    public record Entry(Point last, double min, double max, int count) {}

    private NaiveBuckets() {}

    /** Those points that have a place on the scale. */
    public static List<Point> placed(List<Point> points, Scale scale) {
        return points.stream()
                .filter(p -> scale == Scale.LINEAR || (p.x() > 0 && p.x() < Double.POSITIVE_INFINITY))
                .toList();
    }

    /** @param points in ascending steps */
    public static List<Entry> of(List<Point> points, int most, Scale scale) {
        List<Point> placed = placed(points, scale);
        if (placed.size() <= most) {
            return placed.stream()
                    .map(p -> new Entry(p, p.value(), p.value(), 1))
                    .toList();
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Point p : placed) {
            if (Double.isFinite(p.x())) {
                low = Math.min(low, place(p, scale));
                high = Math.max(high, place(p, scale));
            }
        }
        TreeMap<Integer, Entry> buckets = new TreeMap<>();
        for (Point p : placed) {
            buckets.merge(
                    bucket(place(p, scale), low, high, most),
                    new Entry(p, p.value(), p.value(), 1),
                    (entry, one) -> new Entry(
                            p,
                            passing(Math.min(entry.min, p.value()), entry.min, p.value()),
                            passing(Math.max(entry.max, p.value()), entry.max, p.value()),
                            entry.count + 1));
        }
        return List.copyOf(buckets.values());
    }

    private static double passing(double extreme, double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : extreme;
    }

    private static double place(Point p, Scale scale) {
        return scale == Scale.LOG ? Math.log(p.x()) : p.x();
    }

    private static int bucket(double place, double low, double high, int most) {
        if (!(high > low) || Double.isNaN(place)) {
            return 0;
        }
        return Math.clamp((long) Math.floor((place - low) / (high - low) * most), 0, most - 1);
    }
}
