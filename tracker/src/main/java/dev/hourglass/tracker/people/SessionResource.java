package dev.hourglass.tracker.people;

import dev.hourglass.tracker.door.Door;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestCookie;
import org.jspecify.annotations.Nullable;

/** Signs browsers in and out: they cannot put a header on an event source, so a token becomes a cookie that scripts never see. */
@Path("/session")
@Tag(name = "People")
@Needs(Role.NONE)
class SessionResource {

    private final Tokens tokens;
    private final OidcConfig oidc;

    SessionResource(Tokens tokens, OidcConfig oidc) {
        this.tokens = tokens;
        this.oidc = oidc;
    }

    @GET
    @Operation(summary = "How a browser can sign in", description = "With a token always.")
    public Ways ways() {
        return new Ways(oidc.name());
    }

    @Schema(name = "SignInWays")
    record Ways(
            @Schema(
                    description = "What the OpenID provider is called; send the browser to /api/v1/session/oidc for it."
                            + " Absent if there is none")
            Optional<String> oidc) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Sign a browser in",
            description =
                    "The cookie lasts a week, and no longer than the token. Again makes another; each can be signed out.")
    @APIResponse(responseCode = "204", description = "Signed in; the cookie is set")
    @APIResponse(responseCode = "401", description = "The token is unknown, revoked or expired")
    public Response signIn(@Nullable Showing body, @Context RoutingContext request) throws SQLException {
        String token =
                Optional.ofNullable(Bodies.required(body).token()).orElse("").strip();
        Secret session = tokens.signIn(token)
                .orElseThrow(() -> new Refusals.CannotSignIn(
                        "this is no token of this tracker, or it was revoked or has expired; ask an admin for one,"
                                + " or make one with: hourglass token create"));
        return Response.noContent().cookie(SessionCookie.of(session, request)).build();
    }

    @DELETE
    @Operation(summary = "Sign a browser out", description = "Ends the session of the cookie.")
    @APIResponse(responseCode = "204", description = "Signed out")
    public Response signOut(
            @RestCookie(Door.SESSION_COOKIE) @Parameter(hidden = true) Optional<String> session,
            @Context RoutingContext request)
            throws SQLException {
        if (session.isPresent()) {
            tokens.signOut(session.get());
        }
        return Response.noContent().cookie(SessionCookie.none(request)).build();
    }

    record Showing(
            @Schema(required = true, description = "A personal token") @Nullable
            String token) {
        @Override
        public String toString() {
            return "Showing"; // never the token
        }
    }
}
