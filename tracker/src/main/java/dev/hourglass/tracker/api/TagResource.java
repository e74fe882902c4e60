package dev.hourglass.tracker.api;

import dev.hourglass.events.Event;
import dev.hourglass.tracker.api.shape.Run;
import dev.hourglass.tracker.api.shape.TagValue;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Tags of a run. */
@Path("/runs/{run}/tags/{key}")
@Tag(name = "Keeping")
@APIResponse(
        responseCode = "200",
        description = "The run as it is then",
        content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Run.class)))
@APIResponse(responseCode = "202", description = "Accepted; the read model shows it later, at Location")
@APIResponse(responseCode = "410", description = "The run was purged")
@Needs(Role.EDITOR)
class TagResource {

    private final RunIds ids;
    private final Acts acts;

    TagResource(RunIds ids, Acts acts) {
        this.ids = ids;
        this.acts = acts;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Tag a run", description = "In place of a tag with the same key.")
    public Response put(@RestPath String run, @RestPath String key, @Nullable TagValue body, @BeanParam Caller caller) {
        UUID id = ids.resolve(run);
        String value = BadBody.required(body).value().orElse("");
        return acts.answer(
                id, caller, Event.RunTagged.class, _ -> {}, _ -> new Event.RunTagged(id, key, value, caller.name()));
    }

    @DELETE
    @Operation(summary = "Take a tag off a run", description = "No error if there is none of the key.")
    public Response delete(@RestPath String run, @RestPath String key, @BeanParam Caller caller) {
        UUID id = ids.resolve(run);
        return acts.answer(
                id, caller, Event.RunUntagged.class, _ -> {}, _ -> new Event.RunUntagged(id, key, caller.name()));
    }
}
