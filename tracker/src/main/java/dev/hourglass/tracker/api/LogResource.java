package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Taken;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.door.Visitor;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes in what ran without a tracker. */
@Path("/log")
@Tag(name = "Publishing")
@Needs(Role.EDITOR)
class LogResource {

    private final Publication publication;

    LogResource(Publication publication) {
        this.publication = publication;
    }

    @POST
    @Consumes("application/x-ndjson")
    @Operation(
            summary = "Publish a run",
            description =
                    "The lines that 'train' wrote, one CloudEvents object each, in their order. Checkpoints are uploaded"
                            + " first (POST /blobs). Where people sign in, who publishes a run has created it, whoever the lines"
                            + " name. The same lines again change nothing; lines before a refused one have been taken.")
    @APIResponse(
            responseCode = "200",
            description = "The read model shows all of it",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Taken.class)))
    @APIResponse(responseCode = "202", description = "In the log; the read model shows it later")
    @APIResponse(responseCode = "400", description = "A line is no event; the answer names it")
    @APIResponse(
            responseCode = "409",
            description = "A checkpoint's blob is not there, or an attempt follows another than the current one")
    public Response publish(InputStream lines, @Context RoutingContext request) throws IOException, SQLException {
        Publication.Result result = publication.take(lines, Visitor.of(request));
        return Response.status(result.shown() ? 200 : 202)
                .entity(result.taken())
                .build();
    }
}
