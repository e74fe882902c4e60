package dev.hourglass.tracker.people;

import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.door.Visitor;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Tokens: one's own for everybody, others' for admins. */
@Path("/tokens")
@Tag(name = "People")
@Needs(Role.VIEWER)
class TokensResource {

    private static final int MOST_DAYS = 3650;

    private final Tokens tokens;

    TokensResource(Tokens tokens) {
        this.tokens = tokens;
    }

    @GET
    @Operation(
            summary = "List tokens",
            description = "One's own, for admins everybody's; the newest first, revoked and expired ones too.")
    public TokenList list(@Context RoutingContext request) throws SQLException {
        Visitor visitor = Visitor.of(request);
        return new TokenList(tokens.list(visitor.role().includes(Role.ADMIN) ? Optional.empty() : visitor.person()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a token",
            description =
                    "The answer is the only time it is shown: only its SHA-256 is kept. It may do what its person may. The"
                            + " same call again makes another; revoke the one whose answer was lost.")
    @APIResponse(
            responseCode = "201",
            description = "The token",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Created.class)))
    @APIResponse(responseCode = "403", description = "A token for somebody else is made by admins")
    public Response create(@Nullable NewToken body, @Context RoutingContext request) throws SQLException {
        NewToken asked = Bodies.required(body);
        Visitor visitor = Visitor.of(request);
        if (asked.person().isPresent() && !visitor.role().includes(Role.ADMIN)) {
            throw new Refusals.NotYours(
                    "only an admin makes tokens for others; leave 'person' away for one of your own");
        }
        String person = asked.person()
                .or(() -> visitor.person().map(UUID::toString))
                .orElseThrow(() -> new Refusals.BadSetting(
                        "this tracker is open, so it does not know who you are: say in 'person' whose token it is"));
        asked.expiresInDays().ifPresent(days -> {
            if (days < 1 || days > MOST_DAYS) {
                throw new Refusals.BadSetting("expiresInDays is " + days + ", must be 1 to " + MOST_DAYS);
            }
        });
        Tokens.Made made =
                tokens.create(person, Bodies.name("name", asked.name()), asked.expiresInDays(), visitor.id());
        return Response.status(Response.Status.CREATED)
                .entity(new Created(made.secret().text(), made.token()))
                .build();
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke a token", description = "At once, with every browser that has signed in with it.")
    @APIResponse(responseCode = "200", description = "What is known of it")
    @APIResponse(responseCode = "404", description = "None of this id, or it is somebody else's")
    public Token revoke(@RestPath String id, @Context RoutingContext request) throws SQLException {
        return tokens.revoke(id, Visitor.of(request));
    }

    record TokenList(List<Token> tokens) {}

    record NewToken(
            @Schema(required = true, description = "What it is for", examples = "laptop", maxLength = Bodies.LONGEST)
            @Nullable
            String name,

            @Schema(description = "Id or name of whose it is; absent: one's own")
            Optional<String> person,

            @Schema(description = "1 to 3650; absent: it does not expire", examples = "90")
            Optional<Integer> expiresInDays) {}

    @Schema(name = "CreatedToken")
    record Created(
            @Schema(description = "The token, shown this once")
            String secret,

            Token token) {
        @Override
        public String toString() {
            return "Created[token=" + token + "]"; // never the secret
        }
    }
}
