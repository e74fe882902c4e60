package dev.hourglass.tracker.api.shape;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is recorded whole at a step, over time. */
public final class Snapshots {

    private Snapshots() {}

    /** What there is of one name. */
    @Schema(name = "SnapshotSummary")
    public record Summary(
            String name,

            @Schema(description = "Steps at which it was recorded")
            long points,

            long firstStep,
            long lastStep,

            @Schema(description = "Bins or points of the largest")
            int size) {}

    /** Histograms of one name; a row each recorded step. */
    @Schema(name = "Distributions")
    public record Distributions(
            String name,

            @Schema(enumeration = {"step", "tau", "wall", "tau/tw"})
            String x,

            @Schema(description = "How many there are; those given are thinned evenly")
            int points,

            @Schema(description = "Rows up to this step come from ancestors")
            Optional<Long> inheritedUntilStep,

            long[] steps,
            double[] taus,
            long[] wallMs,
            double[] xs,

            @Schema(description = "Of each row, one more than its counts; the lower edge belongs to the bin")
            double[][] edges,

            long[][] counts) {}

    /** Curves of one name; a row each recorded step. */
    @Schema(name = "RecordedCurves")
    public record Curves(
            String name,

            @Schema(enumeration = {"step", "tau", "wall", "tau/tw"})
            String x,

            @Schema(description = "How many there are; those given are thinned evenly")
            int points,

            @Schema(description = "Rows up to this step come from ancestors")
            Optional<Long> inheritedUntilStep,

            long[] steps,
            double[] taus,
            long[] wallMs,

            @Schema(description = "Where each row stands on the axis asked for")
            double[] xs,

            @Schema(description = "Of each row, where its values are")
            double[][] at,

            double[][] values) {}
}
