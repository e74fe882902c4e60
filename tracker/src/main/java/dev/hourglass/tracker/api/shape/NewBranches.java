package dev.hourglass.tracker.api.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where to branch, and what shall be different. */
@Schema(description = "A branch, or one for each waiting time")
public record NewBranches(
        At at,

        @Schema(
                description = "Values by path; system, data and start are fixed by the checkpoint",
                examples = "{\"dynamics.eta\": 0.001}")
        Optional<Map<String, JsonNode>> set,

        @Schema(description = "Random streams of its own; without it the branch continues its parent's")
        Optional<Long> seed,

        @Schema(description = "Where it stops, in steps since the root; this or follow")
        Optional<Long> stopSteps,

        @Schema(description = "How long it is followed, in multiples of its waiting time in steps", examples = "3.0")
        Optional<Double> follow,

        Optional<String> name,
        Optional<Map<String, String>> tags) {

    /** Exactly one of them. */
    @Schema(name = "BranchAt", description = "Exactly one of the four")
    public record At(
            @Schema(description = "Exactly this step; a checkpoint must be there")
            Optional<Long> step,

            @Schema(description = "The checkpoint nearest to this proper time")
            Optional<Double> tau,

            @Schema(description = "SHA-256 of a checkpoint") Optional<String> checkpoint,

            @Schema(description = "One branch for each waiting-time checkpoint")
            Optional<Boolean> waitingTimes) {}
}
