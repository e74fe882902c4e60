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

    /** What the log has of one. */
    @Schema(name = "DeadLetterContent", description = "A record that could not be applied, as it stands in the log")
    public record Content(
            DeadLetter record,
            @Schema(description = "In their order") List<Header> headers,

            @Schema(description = "The first 4096 bytes or all, in Base64", examples = "bm8gZXZlbnQ=")
            String head,

            @Schema(description = "Whether there are more bytes; GET .../bytes has them all")
            boolean cut) {}

    @Schema(name = "RecordHeader", description = "With 'text' if it is UTF-8, else with 'base64'")
    public record Header(String name, Optional<String> text, Optional<String> base64) {}
}
