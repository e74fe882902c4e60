package dev.hourglass.tracker.views;

import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Revisions;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.door.Visitor;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Saved views: everybody reads them, editors change them. */
@Path("/views")
@Tag(name = "Views")
@Needs(Role.VIEWER)
class ViewsResource {

    private final SavedViews views;

    ViewsResource(SavedViews views) {
        this.views = views;
    }

    @GET
    @Operation(summary = "List saved views", description = "By page and name; 500 at most, for so many there may be.")
    public ViewList list(
            @RestQuery @Parameter(description = "Only those of this page", example = "compare") Optional<String> page)
            throws SQLException {
        return new ViewList(views.list(page));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One saved view", description = "Its ETag is its revision.")
    @APIResponse(
            responseCode = "200",
            description = "The view",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SavedView.class)))
    @APIResponse(responseCode = "404", description = "None of this id")
    public Response get(@RestPath String id) throws SQLException {
        return tagged(Response.ok(), views.get(id));
    }

    @POST
    @Needs(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Save a view",
            description = "For all who use this tracker. The same name again, on the same page, is 409. For editors.")
    @APIResponse(
            responseCode = "201",
            description = "The view",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SavedView.class)))
    @APIResponse(responseCode = "409", description = "The page has a view of this name, or there are 500 already")
    public Response save(@Nullable Wanted body, @Context RoutingContext request) throws SQLException {
        SavedView saved = views.save(Wanted.check(body), Visitor.of(request).id());
        return tagged(
                Response.status(Response.Status.CREATED).header(HttpHeaders.LOCATION, "/api/v1/views/" + saved.id()),
                saved);
    }

    @PUT
    @Path("/{id}")
    @Needs(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a saved view",
            description = "Its name, its address or both, under If-Match with its ETag. For editors.")
    @APIResponse(
            responseCode = "200",
            description = "The view as it is then",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SavedView.class)))
    @APIResponse(responseCode = "404", description = "None of this id")
    @APIResponse(responseCode = "409", description = "The page has another view of this name")
    @APIResponse(responseCode = "412", description = "Somebody changed it meanwhile")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response change(
            @RestPath String id,
            @Nullable Wanted body,
            @RestHeader("If-Match") @Parameter(description = "The view's ETag, or * for whatever it is")
                    Optional<String> ifMatch,
            @Context RoutingContext request)
            throws SQLException {
        return tagged(
                Response.ok(),
                views.change(
                        id, Wanted.check(body), ifMatch, Visitor.of(request).id()));
    }

    @DELETE
    @Path("/{id}")
    @Needs(Role.EDITOR)
    @Operation(summary = "Remove a saved view", description = "Under If-Match with its ETag. For editors.")
    @APIResponse(responseCode = "204", description = "It is gone; the audit keeps its address")
    @APIResponse(responseCode = "404", description = "None of this id")
    @APIResponse(responseCode = "412", description = "Somebody changed it meanwhile")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response remove(
            @RestPath String id,
            @RestHeader("If-Match") @Parameter(description = "The view's ETag, or * for whatever it is")
                    Optional<String> ifMatch,
            @Context RoutingContext request)
            throws SQLException {
        views.remove(id, ifMatch, Visitor.of(request).id());
        return Response.noContent().build();
    }

    private static Response tagged(Response.ResponseBuilder answer, SavedView view) {
        return answer.entity(view)
                .header(HttpHeaders.ETAG, Revisions.etag(view.revision()))
                .build();
    }

    @Schema(name = "ViewList")
    record ViewList(List<SavedView> views) {}
}
