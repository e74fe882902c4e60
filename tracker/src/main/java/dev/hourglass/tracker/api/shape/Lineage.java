package dev.hourglass.tracker.api.shape;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The tree of runs by parenthood. */
@Schema(description = "The whole tree of runs that a run is in")
public record Lineage(
        UUID root,
        @Schema(description = "The run asked for") UUID focus,
        List<Node> nodes) {

    @Schema(name = "LineageNode")
    public record Node(
            UUID id,
            String name,

            @Schema(
                    enumeration = {
                        "queued",
                        "running",
                        "pausing",
                        "paused",
                        "cancelling",
                        "lost",
                        "completed",
                        "failed",
                        "cancelled"
                    })
            String state,

            Optional<Parent> parent,

            @Schema(description = "Where its own points begin")
            long fromStep,

            double fromTau,
            @Schema(description = "How far it is") long step,
            double tau,
            Optional<Double> lastNll) {}

    @Schema(name = "LineageParent")
    public record Parent(UUID run, long step, double tau) {}
}
