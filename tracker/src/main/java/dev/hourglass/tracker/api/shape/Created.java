package dev.hourglass.tracker.api.shape;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a request to create runs made. */
@Schema(name = "CreatedRuns")
public record Created(
        List<Run> runs,

        @Schema(description = "If lists in the spec made a sweep")
        Optional<UUID> sweep) {}
