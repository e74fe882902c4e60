package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.SnapshotReader.Found;
import dev.hourglass.tracker.api.SnapshotReader.Kind;
import dev.hourglass.tracker.api.SnapshotReader.Snapshot;
import dev.hourglass.tracker.api.shape.Snapshots;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.readmodel.Columns;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Histograms and curves over time. */
@Path("/runs/{run}")
@Tag(name = "Series")
@Needs(Role.VIEWER)
class SnapshotResource {

    private final RunIds ids;
    private final SnapshotReader reader;

    SnapshotResource(RunIds ids, SnapshotReader reader) {
        this.ids = ids;
        this.reader = reader;
    }

    @GET
    @Path("/distributions")
    @Operation(
            summary = "Which distributions a run has",
            description = "Histograms, with those it inherits from its ancestors.")
    public List<Snapshots.Summary> distributions(@RestPath String run) throws SQLException {
        return list(Kind.DISTRIBUTION, run);
    }

    @GET
    @Path("/distributions/{name}")
    @Operation(
            summary = "The distributions of one name",
            description = "A histogram each recorded step, ancestors' before the branch step.")
    @APIResponse(responseCode = "200", description = "The histograms")
    @APIResponse(responseCode = "404", description = "None of this name; those there are are listed")
    public Snapshots.Distributions distributions(
            @RestPath String run,
            @RestPath String name,
            @RestQuery @DefaultValue("step") @Parameter(description = "step, tau, wall or tau/tw") String x,
            @RestQuery @DefaultValue("200") @Parameter(description = "At most so many rows, 1 to 10000") int points)
            throws SQLException {
        Found found = find(Kind.DISTRIBUTION, run, name, x, points);
        return new Snapshots.Distributions(
                name,
                x,
                found.points(),
                found.inheritedUntil(),
                found.steps(),
                found.taus(),
                found.wallMs(),
                found.xs(),
                found.kept().stream()
                        .map(s -> Columns.doubles(s.first(), s.size() + 1))
                        .toArray(double[][]::new),
                found.kept().stream()
                        .map(s -> Columns.longs(Objects.requireNonNull(s.second()), s.size()))
                        .toArray(long[][]::new));
    }

    @GET
    @Path("/curves")
    @Operation(
            summary = "Which curves a run has",
            description = "Functions recorded at a step, with those it inherits from its ancestors.")
    public List<Snapshots.Summary> curves(@RestPath String run) throws SQLException {
        return list(Kind.CURVE, run);
    }

    @GET
    @Path("/curves/{name}")
    @Operation(
            summary = "The curves of one name",
            description = "A curve each recorded step, ancestors' before the branch step.")
    @APIResponse(responseCode = "200", description = "The curves")
    @APIResponse(responseCode = "404", description = "None of this name; those there are are listed")
    public Snapshots.Curves curves(
            @RestPath String run,
            @RestPath String name,
            @RestQuery @DefaultValue("step") @Parameter(description = "step, tau, wall or tau/tw") String x,
            @RestQuery @DefaultValue("200") @Parameter(description = "At most so many rows, 1 to 10000") int points)
            throws SQLException {
        Found found = find(Kind.CURVE, run, name, x, points);
        return new Snapshots.Curves(
                name,
                x,
                found.points(),
                found.inheritedUntil(),
                found.steps(),
                found.taus(),
                found.wallMs(),
                found.xs(),
                columns(found, Snapshot::first),
                columns(found, s -> Objects.requireNonNull(s.second())));
    }

    private static double[][] columns(Found found, Function<Snapshot, byte[]> column) {
        return found.kept().stream()
                .map(s -> Columns.doubles(column.apply(s), s.size()))
                .toArray(double[][]::new);
    }

    private List<Snapshots.Summary> list(Kind kind, String run) throws SQLException {
        return reader.list(kind, ids.resolveKept(run)).stream()
                .map(s -> new Snapshots.Summary(s.name(), s.points(), s.firstStep(), s.lastStep(), s.size()))
                .toList();
    }

    private Found find(Kind kind, String run, String name, String x, int points) throws SQLException {
        SpectraResource.checkPoints(points);
        UUID id = ids.resolveKept(run);
        Found found = reader.read(kind, id, name, SpectraResource.axis(x), points);
        if (found.points() == 0) {
            throw new NothingOfThatName(kind, id, name, reader.list(kind, id));
        }
        return found;
    }

    /** The run recorded none of this name, or none that has a place on the axis. */
    static final class NothingOfThatName extends Refusal {
        private static final long serialVersionUID = 1;

        NothingOfThatName(Kind kind, UUID run, String name, List<SnapshotReader.Summary> there) {
            super(
                    404,
                    "Nothing of that name",
                    "run " + run + " has no "
                            + (kind == Kind.CURVE ? "curves" : "distributions") + " of '" + name + "' on this axis; "
                            + (there.isEmpty()
                                    ? "it has none at all"
                                    : "it has those of "
                                            + there.stream()
                                                    .map(SnapshotReader.Summary::name)
                                                    .collect(Collectors.joining(", "))));
        }
    }
}
