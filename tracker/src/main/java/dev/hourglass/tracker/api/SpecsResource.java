package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.CheckedSpecs;
import dev.hourglass.tracker.api.shape.NewRuns;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Checks specs without running them. */
@Path("/specs")
@Tag(name = "Runs")
@Needs(Role.VIEWER)
class SpecsResource {

    private final Specs specs;

    SpecsResource(Specs specs) {
        this.specs = specs;
    }

    @POST
    @Path("/check")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Check a spec",
            description = "What POST /runs would run; nothing is created, so it may be asked again.")
    @APIResponse(responseCode = "200", description = "It can be run")
    @APIResponse(responseCode = "400", description = "Not a spec; 'problems' names every key and line")
    public CheckedSpecs check(@Nullable NewRuns asked) {
        return CheckedSpecs.of(specs.read(BadBody.required(asked)));
    }
}
