package dev.hourglass.tracker.external;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A sign of life. */
@Schema(examples = "{\"attempt\": \"0199c0ff-ee00-7000-8000-000000000001\", \"step\": 5200, \"stepsPerSecond\": 81.5}")
record NewHeartbeat(
        Optional<UUID> attempt,
        @Schema(type = SchemaType.INTEGER) Optional<JsonNode> step,
        @Schema(type = SchemaType.NUMBER) Optional<JsonNode> tau,
        @Schema(type = SchemaType.NUMBER) Optional<JsonNode> stepsPerSecond,

        @Schema(description = "When it will be done, UTC milliseconds", type = SchemaType.INTEGER)
        Optional<JsonNode> expectedEndMs) {}
