package dev.hourglass.tracker.api;

import jakarta.ws.rs.DefaultValue;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** What goes into a file, and in which form. */
record ExportParameters(
        @RestQuery @DefaultValue("csv") @Parameter(description = "csv, json or parquet")
        String format,

        @RestQuery @Parameter(description = "Metrics, by comma; absent: all that the runs have", example = "nll,aging")
        Optional<String> metrics,

        @RestQuery @DefaultValue("true") @Parameter(description = "Whether the ancestors' points come first")
        boolean inherit,

        @RestQuery @DefaultValue("step") @Parameter(description = "step, tau, wall or tau/tw, as of a series")
        String x,

        @RestQuery @Parameter(description = "Least x, inclusive")
        Optional<Double> from,

        @RestQuery @Parameter(description = "Greatest x, inclusive")
        Optional<Double> to,

        @RestQuery
        @DefaultValue("raw")
        @Parameter(description = "raw: every point; or at most so many buckets a series, 1 to 100000")
        String points,

        @RestQuery @DefaultValue("linear") @Parameter(description = "linear, or log, of buckets")
        String scale) {

    /** @throws BadParameter if one of them is none */
    SeriesParameters checked() {
        var series = new SeriesParameters(metrics.orElse("*"), x, from, to, points, scale, true);
        series.names();
        series.axis();
        series.scaled();
        series.greatest();
        if (!series.raw()) {
            series.most();
        }
        return series;
    }
}
