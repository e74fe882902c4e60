package dev.hourglass.tracker.people;

import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/**
 * Signs a browser in by an OpenID provider, which is asked at this one path only: what comes of it is a session as others are, so
 * that everything else knows one kind of session.
 */
@Path("/session/oidc")
@Tag(name = "People")
@Needs(Role.NONE)
class OidcResource {

    private static final Logger LOG = Logger.getLogger(OidcResource.class);
    private static final String PAGE = "/";
    private static final String REFUSED = "/?sign-in=refused";

    private final OidcConfig config;
    private final People people;
    private final Tokens tokens;
    private final OidcSession provider;

    OidcResource(OidcConfig config, People people, Tokens tokens, OidcSession provider) {
        this.config = config;
        this.people = people;
        this.tokens = tokens;
        this.provider = provider;
    }

    @GET
    @Operation(
            summary = "Sign a browser in by the OpenID provider",
            description =
                    "For people to follow, not for programs: leads to the provider, and from there back to the runs.")
    @APIResponse(responseCode = "303", description = "To the provider")
    @APIResponse(responseCode = "404", description = "This tracker knows no provider")
    public Response begin() {
        if (config.name().isEmpty()) {
            throw new Refusals.NotThere("this tracker knows no OpenID provider; sign in with a token, or set"
                    + " hourglass.oidc.name and quarkus.oidc.* (see docs/operation.md)");
        }
        return Response.seeOther(URI.create("/session/oidc/done")).build();
    }

    /** Reached only by whom the provider has let in: others are sent there first. */
    @GET
    @Path("/done")
    @Authenticated
    @Operation(hidden = true)
    public Response done(@Context RoutingContext request) throws SQLException {
        JsonWebToken idToken = provider.getIdToken();
        Person person = people.ofProvider(idToken.getIssuer(), idToken.getSubject(), nameOf(idToken), config.newRole());
        Secret session = tokens.signIn(person);
        provider.logout().await().indefinitely(); // here, not at the provider: ours is the only session we keep
        return toPage(PAGE).cookie(SessionCookie.of(session, request)).build();
    }

    @GET
    @Path("/refused")
    @Operation(hidden = true)
    public Response refused(@Context UriInfo asked) { // a provider adds to the query what it likes
        Optional<String> error = Optional.ofNullable(asked.getQueryParameters().getFirst("error"));
        LOG.infof(
                "the OpenID provider let somebody not in: %s",
                error.orElse("it gives no reason").replaceAll("\\s", " "));
        return toPage(REFUSED).build();
    }

    /** A page is no part of the API, under which the REST layer would put a location. */
    private static Response.ResponseBuilder toPage(String page) {
        return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, page);
    }

    private static String nameOf(JsonWebToken token) {
        return Stream.of("name", "preferred_username", "email")
                .map(claim -> token.<Object>getClaim(claim))
                .filter(String.class::isInstance)
                .map(claim -> ((String) claim).strip())
                .filter(Bodies::isName)
                .findFirst()
                .orElse(token.getSubject());
    }
}
