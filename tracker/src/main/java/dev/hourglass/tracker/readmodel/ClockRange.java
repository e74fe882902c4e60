package dev.hourglass.tracker.readmodel;

/**
 * The clocks of consecutive points: between what they lie, and where they end.
 *
 * @param ascending whether each step is greater than the one before
 */
public record ClockRange(
        boolean ascending,
        long leastStep,
        long greatestStep,
        double leastTau,
        double greatestTau,
        double lastTau,
        long leastWallMs,
        long greatestWallMs,
        long lastWallMs) {

    /** @param to exclusive, above {@code from} */
    public static ClockRange of(long[] steps, double[] taus, long[] wallMs, int from, int to) {
        boolean ascending = true;
        long leastStep = Long.MAX_VALUE;
        long greatestStep = Long.MIN_VALUE;
        double leastTau = Double.POSITIVE_INFINITY;
        double greatestTau = Double.NEGATIVE_INFINITY;
        long leastWallMs = Long.MAX_VALUE;
        long greatestWallMs = Long.MIN_VALUE;
        for (int i = from; i < to; i++) {
            ascending &= i == from || steps[i] > steps[i - 1];
            leastStep = Math.min(leastStep, steps[i]);
            greatestStep = Math.max(greatestStep, steps[i]);
            leastTau = Math.min(leastTau, taus[i]);
            greatestTau = Math.max(greatestTau, taus[i]);
            leastWallMs = Math.min(leastWallMs, wallMs[i]);
            greatestWallMs = Math.max(greatestWallMs, wallMs[i]);
        }
        return new ClockRange(
                ascending,
                leastStep,
                greatestStep,
                leastTau,
                greatestTau,
                taus[to - 1],
                leastWallMs,
                greatestWallMs,
                wallMs[to - 1]);
    }
}
