package dev.hourglass.tracker.api.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is asked to be run. */
@Schema(
        description = "A spec, as an object or as text; a list in place of a value makes a sweep. Or an external run",
        examples = "{\"kind\": \"external\", \"experiment\": \"my-sweep\", \"name\": \"adam-1\","
                + " \"params\": {\"lr\": 0.001}, \"tags\": {\"stage\": \"draft\"}}")
public record NewRuns(
        @Schema(
                description = "The spec as an object; this or specText",
                type = SchemaType.OBJECT,
                examples =
                        "{\"experiment\": \"aging-d2\", \"system\": {\"kind\": \"deep-recurrent\", \"depth\": 2, \"width\": 30}}")
        Optional<JsonNode> spec,

        @Schema(description = "The spec as YAML or JSON; errors name its lines")
        Optional<String> specText,

        @Schema(description = "What errors call the text", examples = "aging.yaml")
        Optional<String> source,

        @Schema(description = "Of the run; of a sweep's members with their number behind it")
        Optional<String> name,

        Optional<Map<String, String>> tags,

        @Schema(
                description =
                        "queued, for a worker of ours; or external, for your own program, which has experiment and params"
                                + " in place of a spec",
                enumeration = {"queued", "external"},
                defaultValue = "queued")
        Optional<String> kind,

        @Schema(description = "Of an external run: the group it belongs to", examples = "my-sweep")
        Optional<String> experiment,

        @Schema(
                description = "Of an external run: whatever describes it; searched as params.PATH",
                type = SchemaType.OBJECT,
                examples = "{\"optimizer\": {\"name\": \"adam\", \"lr\": 0.001}}")
        Optional<JsonNode> params) {

    public NewRuns {
        spec = spec.filter(node -> !node.isNull()); // which is how Jackson reads an object that is absent
        params = params.filter(node -> !node.isNull());
    }
}
