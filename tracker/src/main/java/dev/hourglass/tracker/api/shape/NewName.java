package dev.hourglass.tracker.api.shape;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What something shall be called. */
public record NewName(
        @Schema(description = "1 to 200 characters", examples = "ember-fugue")
        Optional<String> name) {}
