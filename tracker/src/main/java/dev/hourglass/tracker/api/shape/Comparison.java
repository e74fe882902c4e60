package dev.hourglass.tracker.api.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.hourglass.tracker.api.json.SideBySideJson;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Many runs, many metrics, one answer. */
public record Comparison(
        @Schema(enumeration = {"step", "tau", "wall", "tau/tw"})
        String x,

        @Schema(enumeration = {"linear", "log"}) String scale,
        @JsonSerialize(using = SideBySideJson.class) List<Series> series,

        @Schema(description = "What was asked for and is not there, and why")
        List<NotDrawn> notDrawn,

        @Schema(description = "Where the runs' specs differ")
        List<SpecDifference> specDiff,

        List<Run> runs) {

    @Schema(description = "A path of the specs with different values")
    public record SpecDifference(
            @Schema(examples = "dynamics.eta") String path,

            @Schema(description = "By run; a run without the path is left out")
            Map<UUID, JsonNode> values) {}
}
