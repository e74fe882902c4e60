package dev.hourglass.tracker.api;

import dev.hourglass.blob.BlobStore;
import dev.hourglass.tracker.api.shape.StoredBlob;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.door.Visitor;
import dev.hourglass.tracker.people.Signatures;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
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
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Checkpoints and weights, by the SHA-256 of their bytes. */
@Path("/blobs")
@Tag(name = "Blobs")
@Needs(Role.VIEWER)
class BlobResource {

    private static final int PIECE = 1 << 16;

    private final Blobs blobs;
    private final Signatures signatures;

    BlobResource(Blobs blobs, Signatures signatures) {
        this.blobs = blobs;
        this.signatures = signatures;
    }

    @GET
    @Path("/{sha256}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            summary = "Download a blob",
            description =
                    "Its bytes, checked against the name on the way; never changes, so it may be cached for ever.")
    @APIResponse(responseCode = "200", description = "The bytes")
    @APIResponse(responseCode = "304", description = "The caller has it")
    public Response get(@RestPath String sha256, Request request) {
        long bytes = blobs.size(sha256);
        EntityTag tag = new EntityTag(sha256);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null
                ? unchanged
                : Response.ok(content(sha256))
                        .header(HttpHeaders.CONTENT_LENGTH, bytes)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + sha256 + ".safetensors\"");
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
                .build();
    }

    @POST
    @Needs(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            summary = "Upload a blob",
            description =
                    "Weights to start from, or a checkpoint of a run that is published. The same bytes again change nothing.")
    @APIResponse(responseCode = "201", description = "It is stored")
    public Response post(InputStream bytes, @Context RoutingContext request) throws SQLException {
        BlobStore.Stored stored = blobs.write(bytes);
        signatures.sign(Visitor.of(request).id(), "blob.store", List.of(stored.sha256()), Map.of());
        return Response.created(URI.create("/blobs/" + stored.sha256()))
                .entity(new StoredBlob(stored.sha256(), stored.bytes()))
                .build();
    }

    /** One piece behind the reader, so that a damaged blob is cut short and never looks whole. */
    private StreamingOutput content(String sha256) {
        return out -> {
            try (InputStream in = blobs.read(sha256)) {
                byte[] ready = in.readNBytes(PIECE);
                while (ready.length > 0) {
                    byte[] next = in.readNBytes(PIECE);
                    out.write(ready);
                    ready = next;
                }
            }
        };
    }
}
