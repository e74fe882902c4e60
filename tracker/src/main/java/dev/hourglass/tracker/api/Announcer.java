package dev.hourglass.tracker.api;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.publish.LogPosition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts what the API's callers ask for into the log, and waits until the read model shows it. */
@Singleton
class Announcer {

    private final EventPublisher log;
    private final Clock clock = Clock.systemUTC();

    Announcer(EventPublisher log) {
        this.log = log;
    }

    /** A new id, ordered by time. */
    UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    Envelope envelope(UUID id, Event event) {
        return new Envelope(id, log.source(), now(), event);
    }

    /** @return whether the read model shows all of them; if not, it will later */
    boolean announce(List<Envelope> envelopes) {
        return await(log.publishAll(envelopes));
    }

    /** Into a certain partition, whichever its subject would choose. */
    LogPosition announceInto(int partition, Envelope envelope) {
        return log.publishInto(partition, envelope);
    }

    /** @return whether the read model has passed all of them, within the patience for all */
    boolean await(Collection<LogPosition> positions) {
        Map<Integer, LogPosition> furthest = new HashMap<>();
        positions.forEach(p -> furthest.merge(p.partition(), p, (a, b) -> a.offset() > b.offset() ? a : b));
        Instant deadline = clock.instant().plus(EventPublisher.PATIENCE);
        return furthest.values().stream()
                .allMatch(p -> log.awaitProjected(p, Duration.between(clock.instant(), deadline)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
