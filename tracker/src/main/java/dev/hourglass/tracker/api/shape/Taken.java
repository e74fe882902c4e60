package dev.hourglass.tracker.api.shape;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of published lines. */
@Schema(name = "PublishedLines")
public record Taken(
        @Schema(description = "Events that were new") long accepted,

        @Schema(description = "Events that had been published before")
        long alreadyKnown) {}
