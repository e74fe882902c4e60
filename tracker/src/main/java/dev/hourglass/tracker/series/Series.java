package dev.hourglass.tracker.series;

import dev.hourglass.events.RunKind;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Points, or buckets of points, of one metric of one run. Points ascend in step, each step once; buckets ascend in x, and their
 * clocks and values are those of their last points. The arrays are of equal length and belong to the reader.
 *
 * @param branchStep at which a branch was made; it may lie behind the last point that it inherits
 * @param tw tau_w of a branch
 * @param inheritedUntilStep up to this step the points come from ancestors; empty if none does
 * @param points how many there are before reduction
 * @param leftOut points that have no place on a log axis: x &lt;= 0 or no number
 * @param reduced whether each entry is a bucket; else min, max and counts are empty
 * @param xs the coordinate asked for
 */
public record Series(
        UUID run,
        RunKind kind,
        String metric,
        boolean fromReference,
        Axis axis,
        OptionalLong branchStep,
        OptionalDouble tw,
        OptionalLong inheritedUntilStep,
        int points,
        int leftOut,
        boolean reduced,
        long[] steps,
        double[] taus,
        long[] wallMs,
        double[] xs,
        double[] values,
        double[] min,
        double[] max,
        int[] counts) {}
