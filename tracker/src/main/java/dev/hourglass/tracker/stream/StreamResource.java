package dev.hourglass.tracker.stream;

import dev.hourglass.tracker.api.RunIds;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.door.Role;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** Tells of changes as they come. */
@Path("/stream")
@Tag(name = "Stream")
@Needs(Role.VIEWER)
class StreamResource {

    private static final int MOST_CLIENTS = 500;

    private final LogStream stream;
    private final Replay replay;
    private final Telling telling;
    private final RunIds ids;

    StreamResource(LogStream stream, Replay replay, Telling telling, RunIds ids) {
        this.stream = stream;
        this.replay = replay;
        this.telling = telling;
        this.ids = ids;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Listen to changes", description = """
                    Server-sent events. `hello` {version, readModel, resumed} comes first; what is read after it agrees with what \
                    follows. `run` (a Run with the metrics and parameters that were asked for) when a run has changed, at most four \
                    times a second; `points` {run, metric, steps, taus, wallMs, values}; `progress` {run, attempt, worker, step, \
                    tau, stepsPerSecond, expectedEndAt, heartbeatAt} from heartbeats; `experiments` (all of them). An event is sent \
                    once the read model shows it; of `run`, `progress` and `experiments` a client that lags gets the latest alone. \
                    Ids are offsets of the log: who comes again with Last-Event-ID is told what was missed, unless it is too much: \
                    then hello says resumed: false, and what is shown must be read anew. Who reads too slowly is cut off.""")
    @APIResponse(responseCode = "200", description = "The stream; it has no end")
    @APIResponse(responseCode = "503", description = "Too many listen already")
    public void listen(
            @RestQuery
                    @Parameter(description = "Runs, by comma; without it all runs' states and progress, but no points")
                    Optional<String> runs,
            @RestQuery
                    @Parameter(
                            description =
                                    "Metrics whose points are wanted and that `run` carries, by comma; * for all. Without"
                                            + " it all of the runs that are named, none of all runs")
                    Optional<String> metrics,
            @RestQuery
                    @Parameter(
                            description =
                                    "Parameters that `run` carries, by comma; * for all. Without it all of the runs that"
                                            + " are named, none of all runs")
                    Optional<String> params,
            @RestHeader("Last-Event-ID") @Parameter(description = "The last id got before")
                    Optional<String> lastEventId,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context RoutingContext connection) {
        if (stream.clients() >= MOST_CLIENTS) {
            throw new TooManyClients();
        }
        Interest interest =
                Interest.of(runs.map(ids::resolveAll).map(Set::copyOf).orElse(Set.of()), metrics, params);
        Subscriber subscriber = new Subscriber(interest, new SseLine(sink, sse, connection), true);
        connection.addEndHandler(_ -> stream.leave(subscriber));
        welcome(subscriber, stream.join(subscriber), lastEventId.flatMap(LogVector::parse));
    }

    private void welcome(Subscriber subscriber, LogVector now, Optional<LogVector> last) {
        Optional<List<Message>> missed = last.filter(vector -> replay.isPossible(vector, now))
                .flatMap(vector -> replay.read(vector, now, subscriber.interest()));
        if (missed.isPresent()) {
            subscriber.release(with(telling.hello(true), missed.get()));
        } else {
            // states from before the first news, so that nothing falls between reading them and listening
            List<Message> states = telling.states(subscriber.interest());
            subscriber.release(with(telling.hello(last.isEmpty()).with(now), states));
        }
    }

    private static List<Message> with(Message first, List<Message> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    /** The HTTP connection as a line to a client. */
    private record SseLine(SseEventSink sink, Sse sse, RoutingContext connection) implements Subscriber.Line {

        @Override
        public CompletionStage<?> send(Message message) {
            OutboundSseEvent.Builder event = sse.newEventBuilder();
            if (message.isKeepAlive()) {
                event.comment("still here");
            } else {
                event.name(message.event()).data(message.data());
                message.id().ifPresent(id -> event.id(id.toString()));
            }
            try {
                return sink.send(event.build());
            } catch (IllegalStateException gone) { // the sink says so when it is closed
                return CompletableFuture.failedFuture(gone);
            }
        }

        @Override
        public void cut() {
            connection.request().connection().close();
        }
    }

    /** More listen than the tracker can serve. */
    static final class TooManyClients extends Refusal {
        private static final long serialVersionUID = 1;

        TooManyClients() {
            super(503, "Too many clients", MOST_CLIENTS + " clients listen to the stream already; come again later");
        }
    }
}
