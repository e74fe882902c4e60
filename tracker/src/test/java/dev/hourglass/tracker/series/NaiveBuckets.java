package dev.hourglass.tracker.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

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

    /** Points a bucket from which on series are read by blocks. */
    public static final int LONG = Buckets.LONG;

    /**
     * What holds of buckets by blocks: each is what its points come to, nothing hides, and no point is farther from its bucket
     * than the slack. Where x does not rise with the steps it is left open which points are whose.
     *
     * @param points in ascending steps
     */
    public static List<Entry> lawful(List<Point> points, int most, Scale scale, Series read) {
        List<Point> placed = placed(points, scale);
        if (Arrays.stream(read.counts()).sum() != placed.size()) {
            throw new AssertionError("buckets hold " + Arrays.toString(read.counts()) + " of " + placed.size());
        }
        boolean rises = rises(placed);
        double low = place(placed.getFirst(), scale);
        double width = (place(placed.getLast(), scale) - low) / most;
        List<Entry> entries = new ArrayList<>();
        int from = 0;
        for (int b = 0; b < read.counts().length; b++) {
            long step = read.steps()[b];
            Point last =
                    placed.stream().filter(p -> p.step() == step).findFirst().orElseThrow();
            if (rises) {
                List<Point> members = placed.subList(from, from + read.counts()[b]);
                double edge = low + width * bucket(place(last, scale), low, low + width * most, most);
                if (members.getLast() != last
                        || place(members.getFirst(), scale) < edge - width * Buckets.SLACK * 1.001) {
                    throw new AssertionError(members.getFirst() + " is too far from the bucket of " + last);
                }
                entries.add(of(members, 1, scale).getFirst());
            } else {
                entries.add(new Entry(last, read.min()[b], read.max()[b], read.counts()[b]));
            }
            from += read.counts()[b];
        }
        Entry all = of(points, 1, scale).getFirst();
        if (!same(Arrays.stream(read.min()), all.min)
                || !same(Arrays.stream(read.max()).map(x -> -x), -all.max)) {
            throw new AssertionError("something hides: " + all);
        }
        return entries;
    }

    private static boolean same(DoubleStream of, double least) {
        double found = of.filter(x -> !Double.isNaN(x)).min().orElse(Double.NaN);
        return found == least || (Double.isNaN(found) && Double.isNaN(least));
    }

    private static boolean rises(List<Point> points) {
        for (int i = 0; i < points.size(); i++) {
            double x = points.get(i).x();
            if (!Double.isFinite(x) || (i > 0 && x < points.get(i - 1).x())) {
                return false;
            }
        }
        return true;
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
