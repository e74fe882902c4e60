package dev.hourglass.tracker.series;

import org.jspecify.annotations.Nullable;

/** Takes the points of a series, in ascending steps, each step once. */
interface Sink {

    /**
     * Whether it takes points next to each other by what they come to; else it needs the points themselves.
     *
     * @param leastX of the points; NaN if it is not known, as {@code greatestX}
     */
    boolean takes(double leastX, double greatestX);

    /** Points all of which are wanted, by what they come to. Only what this sink {@link #takes}. */
    void stretch(Stretch stretch, double leastX, double greatestX, double lastX, boolean inherited);

    /** @param value NaN while values are not asked for */
    void point(long step, double tau, long wallMs, double x, double value, boolean inherited);

    /**
     * Points next to each other, all of which are wanted; the arrays are the caller's.
     *
     * @param taus and {@code values} as the bits of doubles; values null while they are not asked for
     */
    default void points(
            long[] steps,
            long[] taus,
            long[] wallMs,
            double[] xs,
            long @Nullable [] values,
            int points,
            boolean inherited) {
        for (int i = 0; i < points && !full(); i++) {
            point(
                    steps[i],
                    Double.longBitsToDouble(taus[i]),
                    wallMs[i],
                    xs[i],
                    values == null ? Double.NaN : Double.longBitsToDouble(values[i]),
                    inherited);
        }
    }

    /** Whether nothing more is wanted. */
    default boolean full() {
        return false;
    }
}
