package dev.hourglass.tracker.api.shape;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Some of the names asked for. */
public record NamePage(
        @Schema(examples = "[\"accuracy\", \"nll\"]") List<String> names,

        @Schema(description = "Send it as 'after' for those that follow; absent at the end")
        Optional<String> next) {}
