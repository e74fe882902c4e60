package dev.hourglass.tracker.reactor;

import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.readmodel.State;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Says that an attempt fell silent, and that it spoke again. */
final class Watching {

    /** What is asked of the log is repeated if the read model does not show it after so long. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);

    /**
     * Heartbeats that were read again after a start or an outage all come at once; one that comes later is new.
     */
    private static final long ECHO = TimeUnit.SECONDS.toNanos(3);

    private final Silence silence;
    private final EventPublisher publisher;
    private final InstantSource time;
    private final long lostAfterNanos;
    private final Map<String, Long> said = new HashMap<>();
    private final Map<UUID, Silence> sinceLost = new HashMap<>();

    Watching(Silence silence, EventPublisher publisher, InstantSource time, long lostAfterNanos) {
        this.silence = silence;
        this.publisher = publisher;
        this.time = time;
        this.lostAfterNanos = lostAfterNanos;
    }

    /** @param attempt that sent a heartbeat */
    void heard(UUID attempt, long now) {
        silence.heard(attempt, now);
        Silence lost = sinceLost.get(attempt);
        if (lost != null) {
            lost.heard(attempt, now);
        }
    }

    void turn(List<OpenRun> open, long now) {
        said.values().removeIf(at -> now - at > PATIENCE);
        Set<UUID> attempts =
                open.stream().flatMap(run -> run.attempt().stream()).collect(Collectors.toSet());
        silence.retain(attempts);
        sinceLost.keySet().retainAll(attempts);
        for (OpenRun run : open) {
            run.attempt().ifPresent(attempt -> {
                if (run.mayBeSilent() && !silence.knows(attempt)) {
                    return;
                }
                if (run.executed()) {
                    sinceLost.remove(attempt);
                    lost(run, attempt, now);
                } else if (run.state() == State.LOST) {
                    found(run, attempt, now);
                }
            });
        }
    }

    private void lost(OpenRun run, UUID attempt, long now) {
        long silent = silence.of(attempt, now);
        if (silent > lostAfterNanos) {
            var lost = new Event.RunLost(run.id(), attempt, TimeUnit.NANOSECONDS.toMillis(silent));
            sayOnce("lost/" + attempt + "/" + run.losses(), lost, now);
        }
    }

    private void found(OpenRun run, UUID attempt, long now) {
        Silence lost = sinceLost.computeIfAbsent(attempt, a -> new Silence(now, Long.MAX_VALUE));
        lost.of(attempt, now);
        if (lost.spoke(attempt, ECHO)) {
            sayOnce("found/" + attempt + "/" + run.losses(), new Event.RunFound(run.id(), attempt), now);
        }
    }

    private void sayOnce(String name, Event event, long now) {
        if (!said.containsKey(name)) {
            publisher.publish(new Envelope(
                    DerivedIds.derive(name), publisher.source(), time.instant().truncatedTo(ChronoUnit.MILLIS), event));
            said.put(name, now);
        }
    }
}
