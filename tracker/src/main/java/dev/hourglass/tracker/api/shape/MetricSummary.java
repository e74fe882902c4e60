package dev.hourglass.tracker.api.shape;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One metric of one run at a glance; all of the run's own values, none inherited. */
@Schema(
        description =
                "Last, least and greatest value of a metric; NaN and infinities are the strings \"NaN\", \"Infinity\", \"-Infinity\"")
public record MetricSummary(
        Optional<Double> last,
        Optional<Long> lastStep,
        @Schema(description = "NaN is passed over") Optional<Double> min,
        Optional<Long> minStep,
        @Schema(description = "NaN is passed over") Optional<Double> max,
        Optional<Long> maxStep,

        @Schema(description = "How many points count; superseded ones do not")
        long points) {}
