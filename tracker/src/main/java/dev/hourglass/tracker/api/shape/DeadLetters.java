package dev.hourglass.tracker.api.shape;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Records of the log that could not be applied. */
@Schema(name = "DeadLetterPage")
public record DeadLetters(
        @Schema(description = "All there are") long count,
        List<DeadLetter> deadLetters,

        @Schema(description = "Send it as 'after' for those that follow")
        Optional<String> next) {

    @Schema(description = "A record that could not be applied; its bytes stay in the log")
    public record DeadLetter(
            int partition,
            long offset,
            @Schema(description = "The record's own time") Instant time,
            Optional<String> key,
            @Schema(description = "What is wrong with it") String reason,
            int bytes) {}
}
