package dev.hourglass.tracker.api.shape;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody wrote on a run. */
@Schema(description = "What somebody wrote on a run")
public record Note(
        UUID id,
        String text,

        @Schema(description = "The Hourglass-User header of whoever wrote it")
        String by,

        Instant at) {

    /** What is to be written. */
    @Schema(name = "NewNote")
    public record New(
            @Schema(description = "At most 890,000 bytes in UTF-8, what an event can carry")
            Optional<String> text) {}

    /** Some of a run's notes. */
    @Schema(name = "NotePage")
    public record Page(
            @Schema(description = "The newest first") List<Note> notes,

            @Schema(description = "Send it as 'after' for the older ones; absent at the end")
            Optional<String> next) {}
}
