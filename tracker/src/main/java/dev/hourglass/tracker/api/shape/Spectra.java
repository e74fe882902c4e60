package dev.hourglass.tracker.api.shape;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Ordered values of one matrix over time. */
@Schema(description = "The singular values of one matrix, a row each recorded step, ancestors' before the branch step")
public record Spectra(
        @Schema(examples = "J0") String matrix,

        @Schema(
                description = "The axis asked for",
                enumeration = {"step", "tau", "wall", "tau/tw"})
        String x,

        @Schema(description = "How many were recorded, before rows were left out")
        long points,

        @Schema(description = "Points up to this step come from ancestors")
        Optional<Long> inheritedUntilStep,

        long[] steps,
        double[] taus,
        long[] wallMs,
        @Schema(description = "The coordinate asked for") double[] xs,
        @Schema(description = "Largest first") double[][] values) {

    /** What there is of one matrix. */
    @Schema(name = "SpectraSummary")
    public record Summary(
            @Schema(examples = "J0") String matrix,
            @Schema(description = "How many were recorded") long count,
            long firstStep,
            long lastStep,
            @Schema(description = "Values in each") int size) {}
}
