package dev.hourglass.tracker.external;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of posted points. */
@Schema(examples = "{\"sequence\": 1, \"stored\": true}")
record TakenPoints(
        long sequence,

        @Schema(description = "False: the number was known, and nothing has changed")
        boolean stored) {}
