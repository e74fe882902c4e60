package dev.hourglass.tracker.series;

import dev.hourglass.tracker.readmodel.Blocks;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a series in buckets so that nothing hides: of each the last point, the least and greatest value and the count. Least
 * and greatest pass over NaN, and are NaN where a bucket has nothing else. Points may come in any order.
 *
 * <p>Buckets are of equal width but for this: in a long series, of {@link #LONG} points a bucket and more, a stretch of points that
 * is short beside a bucket goes whole to the one that its last point is in, so that the series is read by its blocks alone. No
 * point is farther from its bucket than {@link #SLACK}.
 */
final class Buckets implements Sink {

    /** Of a bucket's width, which is about a pixel. */
    static final double SLACK = 0.5;

    /** Points a bucket from which on fine blocks are short beside it, where points are spread evenly. */
    static final int LONG = (int) (Blocks.FINE / SLACK);

    /** Points a bucket from which on coarse ones are. */
    static final int VERY_LONG = (int) (Blocks.COARSE / SLACK);

    private final Scale scale;
    private final double low;
    private final double high;
    private final double slack;
    private final int[] counts;
    private final double[] min;
    private final double[] max;
    private final long[] steps;
    private final double[] taus;
    private final long[] wallMs;
    private final double[] xs;
    private final double[] values;

    /** @param most buckets, at least 1, of equal width on the scale from the least to the greatest x */
    Buckets(Extent extent, int most, Scale scale) {
        if (most < 1) {
            throw new IllegalArgumentException("at most " + most + " buckets, at least 1 is needed");
        }
        this.scale = scale;
        this.low = scale.on(extent.low());
        this.high = scale.on(extent.high());
        this.slack = isLong(extent, most) ? SLACK * (high - low) / most : 0;
        counts = new int[most];
        min = new double[most];
        max = new double[most];
        steps = new long[most];
        taus = new double[most];
        wallMs = new long[most];
        xs = new double[most];
        values = new double[most];
    }

    static boolean isLong(Extent extent, int most) {
        return extent.found().points() / most >= LONG;
    }

    static boolean isVeryLong(Extent extent, int most) {
        return extent.found().points() / most >= VERY_LONG;
    }

    @Override
    public boolean takes(double leastX, double greatestX) {
        if (Double.isNaN(leastX) || Double.isNaN(greatestX) || scale.places(leastX) != scale.places(greatestX)) {
            return false;
        }
        return !scale.places(leastX) || bucket(leastX) == bucket(greatestX) || isShort(leastX, greatestX);
    }

    private boolean isShort(double leastX, double greatestX) {
        return scale.on(greatestX) - scale.on(leastX) <= slack;
    }

    @Override
    public void stretch(Stretch stretch, double leastX, double greatestX, double lastX, boolean inherited) {
        if (scale.places(leastX)) {
            int bucket = bucket(lastX);
            add(bucket, stretch.points(), stretch.least(), stretch.greatest());
            last(bucket, stretch.lastStep(), stretch.lastTau(), stretch.lastWallMs(), lastX, stretch.last());
        }
    }

    @Override
    public void point(long step, double tau, long wall, double x, double value, boolean inherited) {
        if (scale.places(x)) {
            int bucket = bucket(x);
            add(bucket, 1, value, value);
            last(bucket, step, tau, wall, x, value);
        }
    }

    /** A bucket's part of them at a time: where x rises, its end is found by halving. */
    @Override
    public void points(
            long[] steps,
            long[] taus,
            long[] wallMs,
            double[] xs,
            long @Nullable [] values,
            int points,
            boolean inherited) {
        if (values == null || !rises(xs, points)) {
            Sink.super.points(steps, taus, wallMs, xs, values, points, inherited);
            return;
        }
        int from = 0;
        while (from < points && !scale.places(xs[from])) {
            from++;
        }
        while (from < points && scale.places(xs[from])) {
            int bucket = bucket(xs[from]);
            int to = end(xs, from, points, bucket);
            double least = Double.NaN;
            double greatest = Double.NaN;
            for (int i = from; i < to; i++) {
                double value = Double.longBitsToDouble(values[i]);
                least = Blocks.least(least, value);
                greatest = Blocks.greatest(greatest, value);
            }
            add(bucket, to - from, least, greatest);
            int last = to - 1;
            last(
                    bucket,
                    steps[last],
                    Double.longBitsToDouble(taus[last]),
                    wallMs[last],
                    xs[last],
                    Double.longBitsToDouble(values[last]));
            from = to;
        }
    }

    /** Whether they are numbers in ascending order. */
    private static boolean rises(double[] xs, int points) {
        boolean rises = Double.isFinite(xs[0]) && Double.isFinite(xs[points - 1]);
        for (int i = 1; i < points; i++) {
            rises &= xs[i] >= xs[i - 1];
        }
        return rises;
    }

    /** The first point from there on that is not in the bucket. */
    private int end(double[] xs, int from, int points, int bucket) {
        int in = from;
        int out = points;
        if (bucket(xs[points - 1]) == bucket) {
            return points;
        }
        while (out - in > 1) {
            int middle = (in + out) >>> 1;
            if (bucket(xs[middle]) == bucket) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return out;
    }

    private void add(int bucket, int points, double least, double greatest) {
        boolean first = counts[bucket] == 0;
        counts[bucket] += points;
        min[bucket] = first ? least : Blocks.least(min[bucket], least);
        max[bucket] = first ? greatest : Blocks.greatest(max[bucket], greatest);
        if (first) {
            steps[bucket] = -1;
        }
    }

    private void last(int bucket, long step, double tau, long wall, double x, double value) {
        if (step > steps[bucket]) {
            steps[bucket] = step;
            taus[bucket] = tau;
            wallMs[bucket] = wall;
            xs[bucket] = x;
            values[bucket] = value;
        }
    }

    private int bucket(double x) {
        double place = scale.on(x);
        if (!(high > low) || Double.isNaN(place)) {
            return 0;
        }
        int most = counts.length;
        return Math.clamp((long) Math.floor((place - low) / (high - low) * most), 0, most - 1);
    }

    /** Those with points, in ascending x. */
    Points points() {
        var points = new Points(counts.length, scale);
        for (int b = 0; b < counts.length; b++) {
            if (counts[b] > 0) {
                points.bucket(steps[b], taus[b], wallMs[b], xs[b], values[b], min[b], max[b], counts[b]);
            }
        }
        return points;
    }
}
