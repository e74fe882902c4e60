package dev.hourglass.tracker.webhook;

import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.door.Visitor;
import dev.hourglass.tracker.publish.ProjectedOffsets;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Settles where the outside is told of runs that completed, failed or were lost. */
@Path("/webhook")
@Tag(name = "Webhook")
@Needs(Role.ADMIN)
class WebhookResource {

    private static final int SHORTEST_SECRET = 16;
    private static final int MOST = 1000;

    private final WebhookStore store;
    private final ProjectedOffsets projected;

    WebhookResource(WebhookStore store, ProjectedOffsets projected) {
        this.store = store;
        this.projected = projected;
    }

    @GET
    @Operation(summary = "The webhook", description = "Without its secret. For admins, as all of these.")
    @APIResponse(responseCode = "200", description = "The webhook")
    @APIResponse(responseCode = "404", description = "There is none")
    public Webhook read() throws SQLException {
        Hook hook = store.hook().orElseThrow(WebhookResource::none);
        return new Webhook(hook.url(), hook.setAt());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set the webhook",
            description =
                    "From then on it gets a POST for every run that completes, fails or is lost, at least once, signed:"
                            + " Hourglass-Signature: t=<seconds>,v1=<hex of HMAC-SHA256 over '<seconds>.<body>'>. What does not"
                            + " answer 2xx is tried again, ever more rarely, for a day. The tracker calls any address an admin"
                            + " sets, also inside its own network.")
    @APIResponse(responseCode = "200", description = "The webhook")
    public Webhook set(@Nullable NewWebhook body, @Context RoutingContext request) throws SQLException {
        String secret = body == null || body.secret() == null ? "" : body.secret();
        if (secret.length() < SHORTEST_SECRET) {
            throw new BadWebhook("secret has " + secret.length() + " characters, must have at least " + SHORTEST_SECRET
                    + "; take a long random text, and let the receiver check signatures with it");
        }
        store.set(url(body), secret, projected.read(), Visitor.of(request).id());
        return read();
    }

    @DELETE
    @Operation(summary = "Remove the webhook", description = "What it was not told yet it will not be told.")
    @APIResponse(responseCode = "204", description = "There is none now")
    public Response remove(@Context RoutingContext request) throws SQLException {
        store.remove(Visitor.of(request).id());
        return Response.noContent().build();
    }

    @POST
    @Path("/test")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Send a test",
            description = "Once, now, as event 'test'; answers how it went. The same call again sends another.")
    @APIResponse(responseCode = "200", description = "What the receiver said")
    @APIResponse(responseCode = "404", description = "There is no webhook")
    public Tested test() throws SQLException, InterruptedException {
        Hook hook = store.hook().orElseThrow(WebhookResource::none);
        String id = UUID.randomUUID().toString();
        try (var sender = new Sender(InstantSource.system())) {
            Sender.Result result = sender.send(hook, id, "test", "{\"id\":\"" + id + "\",\"event\":\"test\"}");
            return new Tested(result.delivered(), result.text());
        }
    }

    @GET
    @Path("/deliveries")
    @Operation(
            summary = "What the webhook was told, and what it is still to be told",
            description = "The newest first.")
    public DeliveryPage deliveries(
            @RestQuery @Parameter(description = "The 'next' of the answer before") Optional<Long> after,
            @RestQuery @DefaultValue("100") @Parameter(description = "1 to 1000") int limit)
            throws SQLException {
        if (limit < 1 || limit > MOST) {
            throw new BadWebhook("limit is " + limit + ", must be 1 to " + MOST);
        }
        List<WebhookStore.Delivery> rows = store.deliveries(after.orElse(Long.MAX_VALUE), limit + 1);
        return rows.size() > limit
                ? new DeliveryPage(
                        rows.subList(0, limit), Optional.of(rows.get(limit - 1).number()))
                : new DeliveryPage(rows, Optional.empty());
    }

    private static URI url(@Nullable NewWebhook body) {
        String text = body == null || body.url() == null ? "" : body.url();
        try {
            URI url = new URI(text);
            if (("https".equals(url.getScheme()) || "http".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new BadWebhook("url is '" + text + "': " + e.getMessage());
        }
        throw new BadWebhook("url is '" + text + "', must be an address that begins with https:// or http://");
    }

    private static NoWebhook none() {
        return new NoWebhook();
    }

    record Webhook(URI url, Instant setAt) {}

    record NewWebhook(
            @Schema(required = true, examples = "https://chat.example/hooks/runs") @Nullable
            String url,

            @Schema(required = true, description = "At least 16 characters; is never shown again") @Nullable
            String secret) {
        @Override
        public String toString() {
            return "NewWebhook[url=" + url + "]"; // never the secret
        }
    }

    record Tested(
            boolean delivered,
            @Schema(examples = "status 204") String result) {}

    record DeliveryPage(
            List<WebhookStore.Delivery> deliveries,

            @Schema(description = "Send it as 'after' for those before these")
            Optional<Long> next) {}

    /** No such thing can be set. */
    static final class BadWebhook extends Refusal {
        private static final long serialVersionUID = 1;

        BadWebhook(String message) {
            super(400, "Bad webhook", message);
        }
    }

    /** Nobody has set one. */
    static final class NoWebhook extends Refusal {
        private static final long serialVersionUID = 1;

        NoWebhook() {
            super(404, "No webhook", "no webhook is set; an admin sets one", "PUT /webhook");
        }
    }
}
