package dev.hourglass.tracker.external;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.tracker.api.BadBody;
import dev.hourglass.tracker.api.RunIds;
import dev.hourglass.tracker.api.RunReader;
import dev.hourglass.tracker.api.shape.Run;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.door.Visitor;
import dev.hourglass.tracker.people.Signatures;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.readmodel.AttemptRow;
import dev.hourglass.tracker.readmodel.RunRow;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What somebody's own program says of its run. */
@Path("/runs/{run}")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "External runs")
@APIResponse(responseCode = "400", description = "The answer names the place of what is wrong, or the limit")
@APIResponse(
        responseCode = "409",
        description = "The run is not external, has ended, or has another current attempt: the program should stop;"
                + " or a number comes before the one that it follows")
@APIResponse(responseCode = "503", description = "Kafka does not take it; the same call again is safe")
@Needs(Role.EDITOR)
class ExternalResource {

    private final RunIds ids;
    private final RunReader runs;
    private final Programs programs;
    private final Standing standing;
    private final Gathering gathering;
    private final EventPublisher log;
    private final Signatures signatures;
    private final Clock clock = Clock.systemUTC();

    ExternalResource(
            RunIds ids,
            RunReader runs,
            Programs programs,
            Standing standing,
            Gathering gathering,
            EventPublisher log,
            Signatures signatures) {
        this.signatures = signatures;
        this.ids = ids;
        this.runs = runs;
        this.programs = programs;
        this.standing = standing;
        this.gathering = gathering;
        this.log = log;
    }

    @POST
    @Path("/attempts")
    @Operation(
            summary = "Start an attempt of an external run",
            description =
                    "It becomes the current one; an earlier one is refused from then on. Calls of the attempt are numbered"
                            + " 1, 2, 3, ... The same attempt again changes nothing.")
    @APIResponse(
            responseCode = "201",
            description = "The run as it is then",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Run.class)))
    @APIResponse(responseCode = "200", description = "The attempt was known: nothing has changed")
    @APIResponse(responseCode = "202", description = "In the log; the read model shows it later, at Location")
    public Response start(@RestPath String run, @Nullable NewAttempt body, @Context RoutingContext request)
            throws SQLException {
        UUID id = ids.resolveKept(run);
        RunRow ignored = standing.external(id);
        sign(request, "attempt.start", Strict.required(BadBody.required(body).attempt(), "attempt"), id);
        return switch (programs.start(id, BadBody.required(body))) {
            case NEW -> Response.status(201).entity(runs.whole(id)).build();
            case KNOWN -> Response.ok(runs.whole(id)).build();
            case LATER -> later(id);
        };
    }

    @POST
    @Path("/points")
    @Blocking
    @Operation(
            summary = "Post points of an external run",
            description =
                    "Answered when the log has them; the read model shows them a moment later. Calls within a tenth of a second"
                            + " share events, so a program may send several at a time. A step that does not increase is stored, and"
                            + " counted; the last value at a step wins. The same number again changes nothing. At most 20000 values and 1024 metrics a call, 1 MiB"
                            + " (hourglass.limits.json).")
    @APIResponse(
            responseCode = "200",
            description = "The log has them",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TakenPoints.class)))
    public CompletionStage<TakenPoints> points(
            @RestPath String run, @Nullable NewPoints body, @Context RoutingContext request) throws SQLException {
        NewPoints asked = BadBody.required(body);
        UUID id = ids.resolveKept(run);
        UUID attempt = Strict.required(asked.attempt(), "attempt");
        long number = number(asked.sequence());
        Call.Points call = PointsReader.read(id, attempt, number, asked, clock.millis());
        if (isKnown(id, attempt, number)) {
            return CompletableFuture.completedFuture(new TakenPoints(number, false));
        }
        AttemptRow ignored = standing.speaking(id, attempt);
        sign(request, "attempt.points", attempt, id);
        CompletableFuture<TakenPoints> answer = new CompletableFuture<>();
        var chained = gathering.take(call).whenComplete((taken, failure) -> {
            if (failure == null) {
                answer.complete(new TakenPoints(number, taken.anew()));
            } else {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    @POST
    @Path("/finish")
    @Operation(
            summary = "End an attempt of an external run",
            description =
                    "Completed, or failed with a reason and a stack trace. Another attempt may go on later. The same number"
                            + " again changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The run as it is then; also if this call was known",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Run.class)))
    @APIResponse(responseCode = "202", description = "In the log; the read model shows it later, at Location")
    public Response finish(@RestPath String run, @Nullable NewEnd body, @Context RoutingContext request)
            throws SQLException {
        NewEnd asked = BadBody.required(body);
        UUID id = ids.resolveKept(run);
        UUID attempt = Strict.required(asked.attempt(), "attempt");
        long number = number(asked.sequence());
        if (isKnown(id, attempt, number)) {
            return Response.ok(runs.whole(id)).build();
        }
        var call = new Call.Finish(id, attempt, number, programs.end(id, standing.speaking(id, attempt), asked));
        sign(request, "attempt.finish", attempt, id);
        boolean shown = joined(gathering.take(call))
                .position()
                .map(at -> log.awaitProjected(at, EventPublisher.PATIENCE))
                .orElse(true);
        return shown ? Response.ok(runs.whole(id)).build() : later(id);
    }

    @POST
    @Path("/heartbeat")
    @Operation(
            summary = "Say that an external run lives",
            description =
                    "Optional, every ten seconds or so. Who has sent one and then is silent for a minute"
                            + " (hourglass.lost-after) is lost, and found when it speaks again. Who never sends one is never lost.")
    @APIResponse(responseCode = "204", description = "Heard")
    public void heartbeat(@RestPath String run, @Nullable NewHeartbeat body) {
        programs.heartbeat(ids.resolveKept(run), BadBody.required(body));
    }

    /** The events of an attempt name a worker, not a person. */
    private void sign(RoutingContext request, String action, UUID attempt, UUID run) throws SQLException {
        signatures.signOnce(Visitor.of(request).id(), action, attempt.toString(), Map.of("run", run.toString()));
    }

    private boolean isKnown(UUID run, UUID attempt, long number) {
        var row = standing.external(run);
        return number <= standing.lastCall(row.id, attempt);
    }

    private static long number(Optional<JsonNode> sequence) {
        long number = Strict.whole(Strict.required(Strict.present(sequence), "sequence"), "sequence");
        if (number < 1 || number > Long.MAX_VALUE / Numbers.SPAN) {
            throw new BadBody("sequence is " + number + ", must be 1, 2, 3, ... within the attempt");
        }
        return number;
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Response later(UUID run) {
        return Response.accepted().location(URI.create("/runs/" + run)).build();
    }
}
