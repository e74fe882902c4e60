package dev.hourglass.tracker.series;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Points of one metric of one run, ascending in step, each step once. The arrays are of equal length and belong to the reader.
 *
 * @param tw tau_w of a branch
 * @param xs the coordinate asked for
 * @param inheritedUntilStep up to this step the points come from ancestors; empty if none does
 */
public record Series(
        UUID run,
        String metric,
        boolean fromReference,
        Axis axis,
        OptionalDouble tw,
        OptionalLong inheritedUntilStep,
        long[] steps,
        double[] taus,
        long[] wallMs,
        double[] xs,
        double[] values) {

    public int points() {
        return steps.length;
    }
}
