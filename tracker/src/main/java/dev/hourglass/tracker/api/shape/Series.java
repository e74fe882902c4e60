package dev.hourglass.tracker.api.shape;

import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One metric of one run in columns of equal length. */
@Schema(description = "One metric of one run, ancestors' points before the branch step; columns of equal length")
public record Series(
        UUID run,
        @Schema(examples = "nll") String metric,

        @Schema(description = "Measured from the branch point, so never inherited")
        boolean fromReference,

        @Schema(examples = "bits") Optional<String> unit,

        @Schema(
                description = "The axis asked for",
                enumeration = {"step", "tau", "wall", "tau/tw"})
        String x,

        @Schema(description = "The step at which a branch was made; it may lie behind the last point that it inherits")
        Optional<Long> branchStep,

        @Schema(description = "Waiting time of a branch: the parent's age at the branch point")
        Optional<Double> tw,

        @Schema(description = "How many points there are before reduction")
        int points,

        @Schema(description = "Whether each entry stands for a bucket of points; then min, max and counts are there")
        boolean reduced,

        long[] steps,

        @Schema(description = "Proper time of each entry; not with clocks=false")
        Optional<double[]> taus,

        @Schema(description = "UTC milliseconds, by the recorder's clock; not with clocks=false")
        Optional<long[]> wallMs,

        @Schema(description = "The coordinate asked for") double[] xs,

        @Schema(description = "The value, or the last one of the bucket")
        double[] values,

        @Schema(description = "Least of the bucket; passes over NaN")
        Optional<double[]> min,

        @Schema(description = "Greatest of the bucket; passes over NaN")
        Optional<double[]> max,

        @Schema(description = "Points in the bucket") Optional<int[]> counts,

        @Schema(description = "Points up to this step come from ancestors")
        Optional<Long> inheritedUntilStep,

        @Schema(description = "Points that have no place on a log axis, x <= 0")
        Optional<Integer> leftOut) {

    /** For who draws along x alone. */
    public Series withoutClocks() {
        return new Series(
                run,
                metric,
                fromReference,
                unit,
                x,
                branchStep,
                tw,
                points,
                reduced,
                steps,
                Optional.empty(),
                Optional.empty(),
                xs,
                values,
                min,
                max,
                counts,
                inheritedUntilStep,
                leftOut);
    }

    /** Of the point, or of the bucket's last one. */
    public double tauAt(int entry) {
        return taus.orElseThrow()[entry];
    }

    /** Of the point, or of the bucket's last one. */
    public long wallMsAt(int entry) {
        return wallMs.orElseThrow()[entry];
    }

    /** Of the bucket, or the point's value. */
    public double leastAt(int entry) {
        return min.isPresent() ? min.get()[entry] : values[entry];
    }

    /** Of the bucket, or the point's value. */
    public double greatestAt(int entry) {
        return max.isPresent() ? max.get()[entry] : values[entry];
    }

    /** Points that the entry stands for. */
    public int countAt(int entry) {
        return counts.isPresent() ? counts.get()[entry] : 1;
    }
}
