package dev.hourglass.tracker.external;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Points as a program posts them; numbers are read strictly by {@link PointsReader}, not bent by the JSON layer. */
@Schema(
        description = "Points in columns (steps and metrics) or as a list (points)",
        examples = "{\"attempt\": \"0199c0ff-ee00-7000-8000-000000000001\", \"sequence\": 1, \"steps\": [0, 100],"
                + " \"metrics\": {\"loss\": [2.5, \"NaN\"], \"accuracy\": [null, 0.5]}}")
record NewPoints(
        @Schema(description = "The id with which the attempt was started")
        Optional<UUID> attempt,

        @Schema(
                description = "1, 2, 3, ... within the attempt; the same number again changes nothing",
                type = SchemaType.INTEGER)
        Optional<JsonNode> sequence,

        @Schema(description = "Updates from 0, one a row", type = SchemaType.ARRAY, implementation = Long.class)
        Optional<List<JsonNode>> steps,

        @Schema(
                description = "Sum of the learning rates, one a row; without it the run has no tau",
                type = SchemaType.ARRAY,
                implementation = Double.class)
        Optional<List<JsonNode>> taus,

        @Schema(
                description = "UTC milliseconds, one a row; without it the time of arrival",
                type = SchemaType.ARRAY,
                implementation = Long.class)
        Optional<List<JsonNode>> wallMs,

        @Schema(
                description =
                        "A column for each metric, as long as steps; NaN and infinities as texts, null where there is no value",
                type = SchemaType.OBJECT)
        Optional<Map<String, List<JsonNode>>> metrics,

        @Schema(description = "One value each, in place of columns")
        Optional<List<Point>> points) {

    @Schema(name = "NewPoint", examples = "{\"step\": 100, \"name\": \"loss\", \"value\": 2.5}")
    record Point(
            @Schema(type = SchemaType.INTEGER) Optional<JsonNode> step,
            Optional<String> name,

            @Schema(description = "A number, \"NaN\", \"Infinity\" or \"-Infinity\"", type = SchemaType.NUMBER)
            Optional<JsonNode> value,

            @Schema(type = SchemaType.NUMBER) Optional<JsonNode> tau,
            @Schema(type = SchemaType.INTEGER) Optional<JsonNode> wallMs) {}
}
