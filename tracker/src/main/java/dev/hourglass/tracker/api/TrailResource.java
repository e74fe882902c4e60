package dev.hourglass.tracker.api;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.tracker.api.shape.Trail;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.people.PersonNames;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What happened to a run, read from the log itself: the read model keeps no copy of it. */
@Path("/runs/{run}/events")
@Tag(name = "Runs")
@Needs(Role.VIEWER)
class TrailResource {

    private static final int MOST = 1000;

    private final RunIds ids;
    private final RunLog log;
    private final Refusals refusals;
    private final PersonNames names;

    TrailResource(RunIds ids, RunLog log, Refusals refusals, PersonNames names) {
        this.ids = ids;
        this.log = log;
        this.refusals = refusals;
        this.names = names;
    }

    @GET
    @Operation(summary = "The events of a run", description = "Its audit trail, in the order of the log.")
    public Trail events(
            @RestPath String run,
            @RestQuery @Parameter(description = "The 'next' of the answer before") Optional<String> after,
            @RestQuery @DefaultValue("100") @Parameter(description = "1 to 1000") int limit,
            @RestQuery
                    @DefaultValue("true")
                    @Parameter(
                            description =
                                    "false leaves out what the training recorded: points, spectra, distributions, curves, logs")
                    boolean recordings) {
        if (limit < 1 || limit > MOST) {
            throw new BadParameter("limit", Integer.toString(limit), "1 to " + MOST);
        }
        UUID id = ids.resolve(run);
        List<Trail.Entry> entries = new ArrayList<>();
        RunLog.Walked walked = log.walk(id, after.map(TrailResource::offset).orElse(0L), message -> {
            decoded(message)
                    .filter(envelope -> recordings || !(envelope.event() instanceof Event.Recording))
                    .map(envelope -> entry(message, envelope))
                    .ifPresent(entries::add);
            return entries.size() < limit;
        });
        Refusals.Known known = refusals.of(id);
        entries.replaceAll(entry -> known.refused(entry) ? entry.asRefused() : entry);
        return new Trail(
                entries, walked.end() ? Optional.empty() : Optional.of(walked.partition() + ":" + walked.nextOffset()));
    }

    private static long offset(String position) {
        try {
            return Long.parseLong(position.substring(position.indexOf(':') + 1));
        } catch (NumberFormatException e) {
            throw new BadParameter("after", position, "the 'next' of an answer before");
        }
    }

    /** Dead letters are listed elsewhere; here they are passed over. */
    private static Optional<Envelope> decoded(ConsumerRecord<String, byte[]> message) {
        try {
            return Optional.of(EventCodec.decode(message));
        } catch (UndecodableRecordException e) {
            return Optional.empty();
        }
    }

    private Trail.Entry entry(ConsumerRecord<String, byte[]> message, Envelope envelope) {
        Event event = envelope.event();
        Optional<Event.OfAttempt> word = event instanceof Event.OfAttempt of ? Optional.of(of) : Optional.empty();
        Map<String, Object> data = EventTexts.data(event);
        data.computeIfPresent("by", (_, by) -> names.in(by.toString()));
        return new Trail.Entry(
                new Trail.Position(message.partition(), message.offset()),
                envelope.id(),
                event.getClass().getSimpleName(),
                envelope.source(),
                envelope.time(),
                word.map(w -> w.origin().attempt()),
                word.map(w -> w.origin().sequence()),
                false,
                names.in(EventTexts.summary(event)),
                data);
    }
}
