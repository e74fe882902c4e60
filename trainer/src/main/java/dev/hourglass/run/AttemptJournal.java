package dev.hourglass.run;

import dev.hourglass.events.Clock;
import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.Origin;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BiFunction;

/** The one place that numbers an attempt's events, so that the numbers have no gap and no event has another's. */
final class AttemptJournal {

    private final UUID run;
    private final UUID attempt;
    private final String source;
    private final InstantSource time;
    private final RunLog log;
    private long next;

    /** @param source who publishes, as the envelope names it */
    AttemptJournal(UUID run, UUID attempt, String source, InstantSource time, RunLog log) {
        this.run = run;
        this.attempt = attempt;
        this.source = source;
        this.time = time;
        this.log = log;
    }

    /** @param event from the run and the event's origin */
    void record(BiFunction<UUID, Origin, Event.OfAttempt> event) {
        Origin origin = new Origin(attempt, next);
        log.append(new Envelope(
                DerivedIds.eventOf(origin),
                source,
                time.instant().truncatedTo(ChronoUnit.MILLIS),
                event.apply(run, origin)));
        next++;
    }

    Clock clock(long step, double tau) {
        return new Clock(step, tau, wallMs());
    }

    long wallMs() {
        return time.millis();
    }
}
