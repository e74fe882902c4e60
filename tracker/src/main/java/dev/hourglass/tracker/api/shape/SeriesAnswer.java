package dev.hourglass.tracker.api.shape;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Series of one run. */
public record SeriesAnswer(
        List<Series> series,
        List<NotDrawn> notDrawn,

        @Schema(description = "Where the next page of raw points begins, for 'after'; absent behind the last")
        Optional<String> next) {}
