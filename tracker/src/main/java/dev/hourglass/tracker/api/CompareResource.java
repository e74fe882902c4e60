package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Comparison;
import dev.hourglass.tracker.api.shape.Run;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.export.Csv;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Curves of many runs over each other. */
@Path("/compare")
@Tag(name = "Series")
@Needs(Role.VIEWER)
class CompareResource {

    private static final int MOST_RUNS = 200;

    private final RunIds ids;
    private final RunReader reader;
    private final Curves curves;

    CompareResource(RunIds ids, RunReader reader, Curves curves) {
        this.ids = ids;
        this.reader = reader;
        this.curves = curves;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Compare runs",
            description =
                    "Many runs and many metrics in one answer, what differs between their specs, and what could not be"
                            + " drawn and why. CSV with Accept: text/csv.")
    public Comparison compare(
            @RestQuery @Parameter(description = "Runs, by comma", required = true) Optional<String> runs,
            @BeanParam SeriesParameters asked)
            throws SQLException {
        List<UUID> chosen = ids.resolveAll(runs.orElse(""));
        if (chosen.isEmpty() || chosen.size() > MOST_RUNS) {
            throw new BadParameter("runs", runs.orElse(""), "1 to " + MOST_RUNS + " ids with commas between them");
        }
        if (asked.raw()) {
            throw new BadParameter("points", "raw", "a number here; raw points come from /runs/{run}/series");
        }
        Curves.Drawn drawn = curves.draw(chosen, asked);
        List<Run> compared = reader.brief(chosen);
        return new Comparison(
                asked.axis().word(),
                asked.scaled().word(),
                drawn.series(),
                drawn.notDrawn(),
                SpecDifferences.of(compared),
                compared);
    }

    @GET
    @Produces(Csv.MEDIA_TYPE)
    @Operation(hidden = true)
    public String compareAsCsv(@RestQuery Optional<String> runs, @BeanParam SeriesParameters asked)
            throws SQLException {
        return Csv.of(compare(runs, asked).series());
    }
}
