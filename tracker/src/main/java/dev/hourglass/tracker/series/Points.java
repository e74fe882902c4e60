package dev.hourglass.tracker.series;

import java.util.Arrays;

/** Points or buckets in columns that grow. */
final class Points implements Sink {

    private static final int FIRST_CAPACITY = 64;

    private final long most;
    private final Scale scale;
    private int size;
    private long[] steps = new long[FIRST_CAPACITY];
    private double[] taus = new double[FIRST_CAPACITY];
    private long[] wallMs = new long[FIRST_CAPACITY];
    private double[] xs = new double[FIRST_CAPACITY];
    private double[] values = new double[FIRST_CAPACITY];
    private double[] min = {};
    private double[] max = {};
    private int[] counts = {};
    private long inheritedUntil = -1;
    private boolean more;

    /**
     * @param most how many it takes
     * @param scale on which points must have a place
     */
    Points(long most, Scale scale) {
        this.most = most;
        this.scale = scale;
    }

    @Override
    public boolean takes(double leastX, double greatestX) {
        return false;
    }

    @Override
    public void stretch(Stretch stretch, double leastX, double greatestX, double lastX, boolean inherited) {
        throw new IllegalStateException("points are taken one by one");
    }

    @Override
    public void point(long step, double tau, long wall, double x, double value, boolean inherited) {
        if (!scale.places(x)) {
            return;
        }
        if (size == most) {
            more = true;
            return;
        }
        if (size == steps.length) {
            int capacity = 2 * size;
            steps = Arrays.copyOf(steps, capacity);
            taus = Arrays.copyOf(taus, capacity);
            wallMs = Arrays.copyOf(wallMs, capacity);
            xs = Arrays.copyOf(xs, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        steps[size] = step;
        taus[size] = tau;
        wallMs[size] = wall;
        xs[size] = x;
        values[size] = value;
        size++;
        if (inherited) {
            inheritedUntil = Math.max(inheritedUntil, step);
        }
    }

    void bucket(long step, double tau, long wall, double x, double last, double least, double greatest, int points) {
        point(step, tau, wall, x, last, false);
        if (counts.length < steps.length) {
            min = Arrays.copyOf(min, steps.length);
            max = Arrays.copyOf(max, steps.length);
            counts = Arrays.copyOf(counts, steps.length);
        }
        min[size - 1] = least;
        max[size - 1] = greatest;
        counts[size - 1] = points;
    }

    /** One point late: then it is known that there are more. */
    @Override
    public boolean full() {
        return more;
    }

    /** How many there are here, and up to where they are inherited. */
    Extent.Found found() {
        return new Extent.Found(size, 0, inheritedUntil);
    }

    int size() {
        return size;
    }

    long[] steps() {
        return Arrays.copyOf(steps, size);
    }

    double[] taus() {
        return Arrays.copyOf(taus, size);
    }

    long[] wallMs() {
        return Arrays.copyOf(wallMs, size);
    }

    double[] xs() {
        return Arrays.copyOf(xs, size);
    }

    double[] values() {
        return Arrays.copyOf(values, size);
    }

    double[] min() {
        return Arrays.copyOf(min, size);
    }

    double[] max() {
        return Arrays.copyOf(max, size);
    }

    int[] counts() {
        return Arrays.copyOf(counts, size);
    }
}
