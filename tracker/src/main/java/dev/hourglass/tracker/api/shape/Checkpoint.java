package dev.hourglass.tracker.api.shape;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The whole state of a run at a step. */
@Schema(description = "The whole state of a run at a step, a safetensors file")
public record Checkpoint(
        String sha256,
        UUID run,
        UUID attempt,
        long step,
        double tau,
        Instant savedAt,
        long bytes,
        @Schema(description = "Where the worker put it") String location,

        @Schema(enumeration = {"periodic", "waiting-time", "final", "on-demand"})
        String reason,

        @Schema(description = "A later attempt went on from an earlier step")
        boolean superseded,

        @Schema(description = "Where its bytes are", examples = "/api/v1/blobs/9f86d0...")
        String href) {}
