package dev.hourglass.tracker.api.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Specs as they would be run. */
public record CheckedSpecs(
        @Schema(description = "Canonical, defaults filled in; one for each combination")
        List<JsonNode> specs) {}
