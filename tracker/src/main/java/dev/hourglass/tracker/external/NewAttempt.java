package dev.hourglass.tracker.external;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.tracker.api.BadBody;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An execution of a run by a program. */
@Schema(
        description = "An execution of a run by somebody's own program",
        examples =
                "{\"attempt\": \"0199c0ff-ee00-7000-8000-000000000001\", \"resumeStep\": 5000, \"worker\": \"node-7\"}")
record NewAttempt(
        @Schema(description = "Any UUID, made by the program; the same again changes nothing")
        Optional<UUID> attempt,

        @Schema(
                description =
                        "It goes on from this step: what earlier attempts recorded beyond it no longer counts. Absent: from"
                                + " the beginning, and nothing of theirs counts",
                type = SchemaType.INTEGER)
        Optional<JsonNode> resumeStep,

        @Schema(description = "Sum of the learning rates up to there", type = SchemaType.NUMBER)
        Optional<JsonNode> tau,

        @Schema(description = "Where it runs", examples = "node-7")
        Optional<String> worker,

        @Schema(description = "What it runs", examples = "my-trainer 3.1")
        Optional<String> engineVersion,

        Optional<String> gitCommit,
        Optional<String> dataName,
        Optional<String> dataSha256,
        Optional<String> os,
        Optional<String> cpu) {

    /** Of each text. */
    private static final int LONGEST = 1000;

    /** @return the text, empty if there is none */
    static String text(Optional<String> value, String where) {
        String text = value.orElse("");
        if (text.length() > LONGEST) {
            throw new BadBody(where + " has " + text.length() + " characters, may have " + LONGEST);
        }
        return text;
    }
}
