package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Attempt;
import dev.hourglass.tracker.api.shape.CheckedSpecs;
import dev.hourglass.tracker.api.shape.Checkpoint;
import dev.hourglass.tracker.api.shape.Created;
import dev.hourglass.tracker.api.shape.Lineage;
import dev.hourglass.tracker.api.shape.NewBranches;
import dev.hourglass.tracker.api.shape.Run;
import dev.hourglass.tracker.api.shape.RunMetric;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.readmodel.RunRow;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** One run: what it is, what it has, and branches of it. */
@Path("/runs/{run}")
@Tag(name = "Runs")
@Needs(Role.VIEWER)
class RunResource {

    private final RunIds ids;
    private final RunReader runs;
    private final RunParts parts;
    private final Branching branching;
    private final RunCreation creation;

    RunResource(RunIds ids, RunReader runs, RunParts parts, Branching branching, RunCreation creation) {
        this.ids = ids;
        this.runs = runs;
        this.parts = parts;
        this.branching = branching;
        this.creation = creation;
    }

    @GET
    @Operation(summary = "One run", description = "With its whole spec and, if it failed, the stack trace.")
    @APIResponse(
            responseCode = "200",
            description = "The run; its ETag changes when people change it, not when it goes on",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Run.class)))
    @APIResponse(responseCode = "404", description = "No such run")
    @APIResponse(responseCode = "409", description = "Several ids begin so; they are listed")
    public Response get(
            @RestPath @Parameter(description = "An id, or at least four of its first digits, or of its last")
                    String run) {
        return RenameResource.tagged(runs.whole(ids.resolve(run)));
    }

    @GET
    @Path("/spec")
    @Operation(
            summary = "The spec of a run",
            description =
                    "As canonical JSON (RFC 8785); of an external run its params. It never changes: the ETag is its"
                            + " SHA-256.")
    @APIResponse(
            responseCode = "200",
            description = "The spec",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller has it")
    public Response spec(@RestPath String run, @Context Request request) {
        RunRow row = runs.row(ids.resolve(run));
        var tag = new EntityTag(row.specSha256);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged != null ? unchanged : Response.ok(runs.spec(row.id), MediaType.APPLICATION_JSON))
                .tag(tag)
                .header(
                        HttpHeaders.CACHE_CONTROL,
                        "private, no-cache") // an id's beginning may come to be another run's
                .build();
    }

    @GET
    @Path("/attempts")
    @Operation(
            summary = "The attempts of a run",
            description = "In order, with all that tells whether they can be compared.")
    public List<Attempt> attempts(@RestPath String run) {
        return parts.attempts(ids.resolveKept(run));
    }

    @GET
    @Path("/checkpoints")
    @Operation(summary = "The checkpoints of a run", description = "Ascending by step; superseded ones are marked.")
    public List<Checkpoint> checkpoints(@RestPath String run) {
        return parts.checkpoints(ids.resolveKept(run));
    }

    @GET
    @Path("/metrics")
    @Operation(
            summary = "The metrics of a run",
            description = "Own values only; what is inherited stands with the ancestors.")
    public List<RunMetric> metrics(@RestPath String run) {
        return parts.metrics(ids.resolveKept(run));
    }

    @GET
    @Path("/lineage")
    @Operation(summary = "The tree a run is in", description = "From the root to all that descends from it.")
    public Lineage lineage(@RestPath String run) {
        return parts.lineage(ids.resolve(run));
    }

    @GET
    @Path("/log")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "What a run logged", description = "All of its attempts in order; of each the last 1 MB.")
    public String log(
            @RestPath String run,
            @RestQuery @DefaultValue("1048576") @Parameter(description = "At most so many bytes from its end")
                    int tail) {
        return parts.log(ids.resolveKept(run), tail);
    }

    @POST
    @Needs(Role.EDITOR)
    @Path("/branches")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Branch a run",
            description = "At one of its checkpoints, or of its ancestors': below the run's own branch point the branch"
                    + " attaches to the true ancestor.")
    @APIResponse(
            responseCode = "201",
            description = "The branches",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Created.class)))
    @APIResponse(responseCode = "202", description = "Accepted; the read model shows it later, at Location")
    @APIResponse(responseCode = "404", description = "No such run or checkpoint; the steps there are are listed")
    public Response branch(@RestPath String run, @Nullable NewBranches body, @BeanParam Caller caller) {
        NewBranches asked = BadBody.required(body);
        UUID parent = ids.resolveKept(run);
        return RunsResource.answer(creation.branch(
                branching.plan(parent, asked), caller, asked.tags().orElse(Map.of())));
    }

    @POST
    @Path("/branches/check")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Check a branch",
            description =
                    "The specs that the same request to /branches would run; nothing is created, so it may be asked"
                            + " again.")
    @APIResponse(responseCode = "200", description = "They can be run; one for each branch")
    @APIResponse(responseCode = "400", description = "Not a spec; 'problems' names every key")
    @APIResponse(responseCode = "404", description = "No such run or checkpoint; the steps there are are listed")
    public CheckedSpecs checkBranch(@RestPath String run, @Nullable NewBranches body) {
        return CheckedSpecs.of(branching.plan(ids.resolveKept(run), BadBody.required(body)).stream()
                .map(RunCreation.Branch::spec)
                .toList());
    }
}
