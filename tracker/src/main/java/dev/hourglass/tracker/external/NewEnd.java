package dev.hourglass.tracker.external;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The end of an attempt, as its program tells it. */
@Schema(
        examples = "{\"attempt\": \"0199c0ff-ee00-7000-8000-000000000001\", \"sequence\": 12, \"state\": \"failed\","
                + " \"reason\": \"out of memory\", \"stackTrace\": \"...\"}")
record NewEnd(
        Optional<UUID> attempt,

        @Schema(description = "The number behind the last call's", type = SchemaType.INTEGER)
        Optional<JsonNode> sequence,

        @Schema(enumeration = {"completed", "failed"}) Optional<String> state,

        @Schema(description = "For people") Optional<String> reason,
        @Schema(description = "Of a failed one") Optional<String> stackTrace,

        @Schema(description = "The step that was reached; absent: that of the last point", type = SchemaType.INTEGER)
        Optional<JsonNode> step,

        @Schema(type = SchemaType.NUMBER) Optional<JsonNode> tau) {}
