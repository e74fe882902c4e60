package dev.hourglass.tracker.api.shape;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A series that was asked for and is not there. */
public record NotDrawn(
        UUID run,
        String metric,

        @Schema(examples = "the run has no branch point, so no tau/tw")
        String reason) {}
