package dev.hourglass.tracker.api.shape;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One of the metrics a run has, by name. */
@Schema(description = "A metric a run has values of")
public record RunMetric(
        @Schema(examples = "nll") String name,

        @Schema(description = "For the axis", examples = "nats per note")
        Optional<String> unit,

        @Schema(description = "Measured from the branch point: begins there and is never inherited")
        boolean fromReference,

        @JsonUnwrapped MetricSummary summary) {}
