package dev.hourglass.tracker.api.shape;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What stands behind a tag's key. */
public record TagValue(
        @Schema(description = "At most 2,000 bytes in UTF-8; empty if left out", examples = "blue")
        Optional<String> value) {}
