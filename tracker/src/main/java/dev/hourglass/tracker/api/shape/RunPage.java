package dev.hourglass.tracker.api.shape;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Some of the runs asked for. */
public record RunPage(
        List<Run> runs,

        @Schema(description = "Send it as 'after', with the same order, for the runs that follow; absent at the end")
        Optional<String> next) {}
