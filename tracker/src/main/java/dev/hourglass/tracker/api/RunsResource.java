package dev.hourglass.tracker.api;

import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.api.shape.Created;
import dev.hourglass.tracker.api.shape.NewRuns;
import dev.hourglass.tracker.api.shape.RunPage;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lists runs and creates them. */
@Path("/runs")
@Tag(name = "Runs")
@Needs(Role.VIEWER)
class RunsResource {

    private final RunSearch search;
    private final Specs specs;
    private final RunCreation creation;

    RunsResource(RunSearch search, Specs specs, RunCreation creation) {
        this.search = search;
        this.specs = specs;
        this.creation = creation;
    }

    @GET
    @Operation(summary = "List runs", description = "A page of runs; 'next' leads to the page behind it.")
    public RunPage list(@BeanParam RunFilter filter) {
        return search.find(filter);
    }

    @POST
    @Needs(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create a run, or a sweep",
            description = "Runs are queued for the next idle worker. A list in place of a value makes one run for each"
                    + " combination. With kind external: a run that your own program drives; it is never queued.")
    @APIResponse(
            responseCode = "201",
            description = "The runs",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Created.class)))
    @APIResponse(responseCode = "202", description = "Accepted; the read model shows it later, at Location")
    @APIResponse(responseCode = "400", description = "Not a spec; 'problems' names every key and line")
    public Response create(@Nullable NewRuns body, @BeanParam Caller caller) {
        NewRuns asked = BadBody.required(body);
        boolean external = asked.kind().filter(RunKind.EXTERNAL.word()::equals).isPresent();
        return answer(external ? creation.external(asked, caller) : creation.create(asked, specs.read(asked), caller));
    }

    static Response answer(RunCreation.Outcome outcome) {
        UUID first = outcome.ids().getFirst();
        URI place = URI.create("/runs/" + first);
        return outcome.shown()
                ? Response.created(place).entity(outcome.created()).build()
                : Response.accepted().location(place).build();
    }
}
