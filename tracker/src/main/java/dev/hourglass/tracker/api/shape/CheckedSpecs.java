package dev.hourglass.tracker.api.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecEdit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Specs as they would be run. */
public record CheckedSpecs(
        @Schema(description = "Canonical, defaults filled in; one for each combination, or each branch")
        List<JsonNode> specs,

        @Schema(
                description = "Of each, the paths whose values are the defaults: left out, the spec would be the same",
                examples = "[[\"dynamics.deltas\", \"restarts\"]]")
        List<List<String>> defaults) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param specs of which each is one run's */
    public static CheckedSpecs of(List<Spec> specs) {
        return new CheckedSpecs(
                specs.stream().map(CheckedSpecs::tree).toList(),
                specs.stream().map(SpecEdit::defaults).toList());
    }

    private static JsonNode tree(Spec spec) {
        try {
            return JSON.readTree(spec.canonicalJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a canonical spec is JSON", e);
        }
    }
}
