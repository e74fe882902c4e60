package dev.hourglass.tracker.series;

import java.util.Arrays;

/**
 * A series reduced so that nothing hides: of each bucket the last point, the least and greatest value and the count. Least and
 * greatest pass over NaN, and are NaN where a bucket has nothing else.
 *
 * @param at index, in the series, of each bucket's last point; its clocks and value stand there
 * @param leftOut points that have no place on a log axis: x &lt;= 0 or no number
 */
public record Buckets(int[] at, double[] min, double[] max, int[] counts, int leftOut) {

    /**
     * @param most at least 1; a series with no more points than that is returned point by point
     * @return buckets in ascending x, empty ones left out
     */
    public static Buckets of(Series series, int most, Scale scale) {
        if (most < 1) {
            throw new IllegalArgumentException("at most " + most + " buckets, at least 1 is needed");
        }
        double[] xs = series.xs();
        int[] kept = kept(xs, scale);
        int leftOut = xs.length - kept.length;
        if (kept.length <= most) {
            double[] values =
                    Arrays.stream(kept).mapToDouble(i -> series.values()[i]).toArray();
            int[] ones = new int[kept.length];
            Arrays.fill(ones, 1);
            return new Buckets(kept, values, values.clone(), ones, leftOut);
        }
        return reduced(series, kept, most, scale, leftOut);
    }

    /** Whether each bucket is a point. */
    public boolean whole() {
        return Arrays.stream(counts).allMatch(count -> count == 1);
    }

    private static int[] kept(double[] xs, Scale scale) {
        int[] kept = new int[xs.length];
        int n = 0;
        for (int i = 0; i < xs.length; i++) {
            boolean placed = scale == Scale.LINEAR || (xs[i] > 0 && xs[i] < Double.POSITIVE_INFINITY);
            if (placed) {
                kept[n++] = i;
            }
        }
        return Arrays.copyOf(kept, n);
    }

    private static Buckets reduced(Series series, int[] kept, int most, Scale scale, int leftOut) {
        double[] xs = series.xs();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i : kept) {
            double x = place(xs[i], scale);
            if (Double.isFinite(x)) {
                low = Math.min(low, x);
                high = Math.max(high, x);
            }
        }
        int[] at = new int[most];
        double[] min = new double[most];
        double[] max = new double[most];
        int[] counts = new int[most];
        for (int i : kept) {
            int b = bucket(place(xs[i], scale), low, high, most);
            double value = series.values()[i];
            boolean first = counts[b]++ == 0;
            at[b] = i;
            min[b] = first ? value : least(min[b], value);
            max[b] = first ? value : greatest(max[b], value);
        }
        return packed(at, min, max, counts, leftOut);
    }

    private static double place(double x, Scale scale) {
        return scale == Scale.LOG ? Math.log(x) : x;
    }

    private static int bucket(double x, double low, double high, int most) {
        if (!(high > low) || Double.isNaN(x)) {
            return 0;
        }
        return Math.clamp((long) Math.floor((x - low) / (high - low) * most), 0, most - 1);
    }

    private static double least(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
    }

    private static double greatest(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }

    private static Buckets packed(int[] at, double[] min, double[] max, int[] counts, int leftOut) {
        int n = 0;
        for (int b = 0; b < counts.length; b++) {
            if (counts[b] > 0) {
                at[n] = at[b];
                min[n] = min[b];
                max[n] = max[b];
                counts[n] = counts[b];
                n++;
            }
        }
        return new Buckets(
                Arrays.copyOf(at, n), Arrays.copyOf(min, n), Arrays.copyOf(max, n), Arrays.copyOf(counts, n), leftOut);
    }
}
