package dev.hourglass.tracker.api.shape;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A named group of runs. */
@Schema(description = "A named group of runs; it exists because a run names it")
public record Experiment(
        @Schema(examples = "aging-d2") String name,
        @Schema(examples = "12") long runs,

        @Schema(description = "How many of them run now", examples = "2")
        long running,

        @Schema(description = "When one of them last changed")
        Instant lastActivityAt) {}
