package dev.hourglass.tracker.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.spec.Spec;
import dev.hourglass.tracker.api.shape.CheckedSpecs;
import dev.hourglass.tracker.api.shape.NewRuns;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
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
    private final ObjectMapper json;

    SpecsResource(Specs specs, ObjectMapper json) {
        this.specs = specs;
        this.json = json;
    }

    @POST
    @Path("/check")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Check a spec",
            description = "What POST /runs would run; nothing is created, so it may be asked again.")
    @APIResponse(responseCode = "200", description = "It can be run")
    @APIResponse(responseCode = "400", description = "Not a spec; 'problems' names every key and line")
    public CheckedSpecs check(@Nullable NewRuns asked) throws JsonProcessingException {
        List<JsonNode> canonical = new ArrayList<>();
        for (Spec spec : specs.read(BadBody.required(asked))) {
            canonical.add(json.readTree(spec.canonicalJson()));
        }
        return new CheckedSpecs(canonical);
    }
}
