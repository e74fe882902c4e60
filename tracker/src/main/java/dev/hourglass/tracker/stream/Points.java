package dev.hourglass.tracker.stream;

import java.util.Arrays;

/** Points of one metric in columns that grow. */
final class Points {

    /** What a point takes: a step, a tau, a wall time, a value. */
    static final int BYTES = 4 * Long.BYTES;

    private int size;
    private long[] steps = {};
    private double[] taus = {};
    private long[] wallMs = {};
    private double[] values = {};

    /** Columns of equal length. */
    void add(long[] moreSteps, double[] moreTaus, long[] moreWallMs, double[] moreValues) {
        int more = moreSteps.length;
        if (size + more > steps.length) {
            int capacity = Math.max(size + more, 2 * steps.length);
            steps = Arrays.copyOf(steps, capacity);
            taus = Arrays.copyOf(taus, capacity);
            wallMs = Arrays.copyOf(wallMs, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        System.arraycopy(moreSteps, 0, steps, size, more);
        System.arraycopy(moreTaus, 0, taus, size, more);
        System.arraycopy(moreWallMs, 0, wallMs, size, more);
        System.arraycopy(moreValues, 0, values, size, more);
        size += more;
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

    double[] values() {
        return Arrays.copyOf(values, size);
    }
}
