package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Comparison;
import dev.hourglass.tracker.api.shape.Run;
import dev.hourglass.tracker.api.shape.Series;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.export.Csv;
import dev.hourglass.tracker.export.CsvOutput;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
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
    private final Sweeps sweeps;
    private final RunReader reader;
    private final Curves curves;

    CompareResource(RunIds ids, Sweeps sweeps, RunReader reader, Curves curves) {
        this.ids = ids;
        this.sweeps = sweeps;
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
            @RestQuery @Parameter(description = "Runs, by comma") Optional<String> runs,
            @RestQuery @Parameter(description = "In place of 'runs': those of this sweep, but for what is in the trash")
                    Optional<String> sweep,
            @BeanParam SeriesParameters asked)
            throws SQLException {
        List<UUID> chosen = chosen(runs, sweep);
        Curves.Drawn drawn = draw(chosen, asked);
        List<Run> compared = reader.brief(chosen);
        return new Comparison(
                asked.axis().word(),
                asked.scaled().word(),
                asked.sent(drawn.series()),
                drawn.notDrawn(),
                SpecDifferences.of(compared),
                compared);
    }

    private Curves.Drawn draw(List<UUID> chosen, SeriesParameters asked) throws SQLException {
        if (asked.raw()) {
            throw new BadParameter("points", "raw", "a number here; raw points come from /runs/{run}/series");
        }
        return curves.draw(chosen, asked);
    }

    private List<UUID> chosen(Optional<String> runs, Optional<String> sweep) {
        if (runs.isPresent() && sweep.isPresent()) {
            throw new BadParameter("sweep", sweep.get(), "left out where 'runs' names them");
        }
        List<UUID> chosen = sweep.isPresent() ? members(sweep.get()) : ids.resolveAll(runs.orElse(""));
        if (sweep.isPresent() && (chosen.isEmpty() || chosen.size() > MOST_RUNS)) {
            throw new BadParameter(
                    "sweep",
                    sweep.get(),
                    "a sweep of 1 to " + MOST_RUNS + " runs; it has " + chosen.size()
                            + " (choose among them with 'runs')");
        }
        if (chosen.isEmpty() || chosen.size() > MOST_RUNS) {
            throw new BadParameter("runs", runs.orElse(""), "1 to " + MOST_RUNS + " ids with commas between them");
        }
        return chosen;
    }

    private List<UUID> members(String sweep) {
        return sweeps.members(Sweeps.id("sweep", sweep)).stream()
                .filter(run -> run.trashedAt == null)
                .map(run -> run.id)
                .toList();
    }

    @GET
    @Produces(Csv.MEDIA_TYPE)
    @Operation(hidden = true)
    public StreamingOutput compareAsCsv(
            @RestQuery Optional<String> runs, @RestQuery Optional<String> sweep, @BeanParam SeriesParameters asked)
            throws SQLException {
        List<Series> series = draw(chosen(runs, sweep), asked).series(); // what is wrong shows before the answer begins
        return out -> {
            var csv = new CsvOutput(out);
            for (Series one : series) {
                csv.write(one);
            }
            csv.finish();
        };
    }
}
