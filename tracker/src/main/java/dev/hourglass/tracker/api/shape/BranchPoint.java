package dev.hourglass.tracker.api.shape;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a branch left its parent. */
@Schema(description = "The checkpoint of another run that this run started from")
public record BranchPoint(
        @Schema(description = "The parent") UUID run,

        @Schema(description = "The parent's attempt that made the checkpoint")
        UUID attempt,

        @Schema(examples = "25000") long step,

        @Schema(description = "The waiting time: the parent's age at the branch point", examples = "100.0")
        double tau,

        @Schema(description = "SHA-256 of the checkpoint") String checkpoint) {}
