package dev.hourglass.tracker.api.shape;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Runs made from one spec with lists. */
@Schema(description = "One run for each combination of a spec's lists")
public record Sweep(
        UUID id,
        String experiment,

        @Schema(description = "How many runs it has when all of them are there")
        int members,

        String createdBy,
        Instant createdAt,

        @Schema(description = "How many of its runs are in each state", examples = "{\"running\": 2, \"queued\": 7}")
        Map<String, Long> states,

        @Schema(description = "As it was given, lists in place of values; only when one sweep is asked for")
        Optional<String> spec,

        @Schema(description = "Its runs in the order of the combinations; only when one sweep is asked for")
        Optional<List<Run>> runs) {

    /** Some of them, the newest first. */
    @Schema(name = "SweepPage")
    public record Page(
            List<Sweep> sweeps,

            @Schema(description = "Send it as 'after' for the sweeps behind these")
            Optional<UUID> next) {}

    /** What came of asking all runs of a sweep. */
    @Schema(name = "SweepAction")
    public record Acted(
            Sweep sweep,
            @Schema(description = "Runs that were asked") List<UUID> asked,

            @Schema(description = "Runs whose state did not allow it, with the state")
            Map<UUID, String> left) {}
}
