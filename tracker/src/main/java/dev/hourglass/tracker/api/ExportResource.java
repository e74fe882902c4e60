package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.export.Csv;
import dev.hourglass.tracker.export.CsvOutput;
import dev.hourglass.tracker.export.JsonOutput;
import dev.hourglass.tracker.export.ParquetOutput;
import dev.hourglass.tracker.export.SeriesOutput;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Series of many runs as one file. */
@Path("/export")
@Tag(name = "Series")
@Needs(Role.VIEWER)
class ExportResource {

    private static final int MOST_RUNS = 1000;

    private final RunIds ids;
    private final Exports exports;

    ExportResource(RunIds ids, Exports exports) {
        this.ids = ids;
        this.exports = exports;
    }

    @GET
    @Operation(
            summary = "Export series",
            description =
                    "One row a point, or a bucket of points, of any runs and metrics: run, metric, step, tau, wall_ms,"
                            + " x, value, min, max, count. Runs in the order asked for, ascending within a metric; what a run"
                            + " does not have, or has no place on the axis, gives no row. Of any length: it is sent as it is"
                            + " read. NaN and infinities are NaN, Infinity, -Infinity in CSV, strings in JSON (an array of"
                            + " objects), themselves in Parquet.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = Csv.MEDIA_TYPE),
                @Content(mediaType = MediaType.APPLICATION_JSON),
                @Content(mediaType = ParquetOutput.MEDIA_TYPE)
            })
    @APIResponse(responseCode = "404", description = "No such run, or none of the runs has the metric")
    public Response export(
            @RestQuery @Parameter(description = "Runs, by comma, at most 1000", required = true) Optional<String> runs,
            @BeanParam ExportParameters asked)
            throws SQLException {
        List<UUID> chosen = runs(runs.orElse(""));
        SeriesParameters series = asked.checked();
        Form form = form(asked.format());
        List<Exports.Part> parts =
                exports.parts(chosen, asked.metrics().isPresent() ? series.names() : List.of(), asked.inherit());
        StreamingOutput file = out -> {
            try {
                exports.write(parts, series, asked.inherit(), form.opener.open(out));
            } catch (SQLException e) { // the answer is cut short, which its reader sees
                throw new IllegalStateException("the read model went away while runs were exported", e);
            }
        };
        return Response.ok(file, form.type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"hourglass-export." + asked.format() + "\"")
                .build();
    }

    private List<UUID> runs(String texts) {
        List<UUID> chosen = Stream.of(texts.split(","))
                .filter(text -> !text.isBlank())
                .map(ids::resolveKept)
                .distinct()
                .toList();
        if (chosen.isEmpty() || chosen.size() > MOST_RUNS) {
            throw new BadParameter("runs", texts, "1 to " + MOST_RUNS + " ids with commas between them");
        }
        return chosen;
    }

    private interface Opener {
        SeriesOutput open(OutputStream out) throws IOException;
    }

    private record Form(String type, Opener opener) {}

    private static Form form(String format) {
        return switch (format) {
            case "csv" -> new Form(Csv.MEDIA_TYPE, CsvOutput::new);
            case "json" -> new Form(MediaType.APPLICATION_JSON, JsonOutput::new);
            case "parquet" -> new Form(ParquetOutput.MEDIA_TYPE, ParquetOutput::new);
            default -> throw new BadParameter("format", format, "csv, json or parquet");
        };
    }
}
