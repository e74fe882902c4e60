package dev.hourglass.tracker.api;

import dev.hourglass.events.Word;
import dev.hourglass.tracker.api.shape.Spectra;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.series.Axis;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Singular values over time. */
@Path("/runs/{run}/spectra")
@Tag(name = "Series")
@Needs(Role.VIEWER)
class SpectraResource {

    private static final int MOST = 10_000;

    private final RunIds ids;
    private final SpectraReader reader;

    SpectraResource(RunIds ids, SpectraReader reader) {
        this.ids = ids;
        this.reader = reader;
    }

    @GET
    @Operation(summary = "Which spectra a run has", description = "With those it inherits from its ancestors.")
    public List<Spectra.Summary> list(@RestPath String run) throws SQLException {
        return reader.list(ids.resolveKept(run));
    }

    @GET
    @Path("/{matrix}")
    @Operation(
            summary = "The spectra of one matrix",
            description = "A row each recorded step, ancestors' before the branch step.")
    @APIResponse(responseCode = "200", description = "The spectra")
    @APIResponse(responseCode = "404", description = "No spectra of this matrix; those there are are listed")
    public Spectra get(
            @RestPath String run,
            @RestPath @Parameter(example = "J0") String matrix,
            @RestQuery @DefaultValue("step") @Parameter(description = "step, tau, wall or tau/tw") String x,
            @RestQuery
                    @DefaultValue("200")
                    @Parameter(
                            description =
                                    "At most so many rows, 1 to 10000; more are thinned evenly, first and last stay")
                    int points)
            throws SQLException {
        checkPoints(points);
        UUID id = ids.resolveKept(run);
        Axis axis = axis(x);
        Spectra spectra = reader.read(id, matrix, axis, points);
        if (spectra.points() == 0) {
            throw new NoSuchSpectra(id, matrix, reader.list(id), axis);
        }
        return spectra;
    }

    static void checkPoints(int points) {
        if (points < 1 || points > MOST) {
            throw new BadParameter("points", Integer.toString(points), "1 to " + MOST);
        }
    }

    static Axis axis(String word) {
        try {
            return Word.parse(Axis.class, word);
        } catch (IllegalArgumentException e) {
            throw new BadParameter("x", word, "step, tau, wall or tau/tw");
        }
    }

    /** The run recorded none of this matrix. */
    static final class NoSuchSpectra extends Refusal {
        private static final long serialVersionUID = 1;

        NoSuchSpectra(UUID run, String matrix, List<Spectra.Summary> there, Axis axis) {
            super(
                    404,
                    "No such spectra",
                    "run " + run + " has no spectra of '" + matrix + "'"
                            + (axis == Axis.TAU_OVER_TW ? " of its own behind a branch point" : "") + "; "
                            + (there.isEmpty()
                                    ? "it has none at all (record.spectra in its spec)"
                                    : "it has those of "
                                            + there.stream()
                                                    .map(Spectra.Summary::matrix)
                                                    .collect(Collectors.joining(", "))));
        }
    }
}
