package dev.hourglass.run;

import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Clock;
import dev.hourglass.events.Event;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;

/** How far a run of a folder is, as its events tell. */
final class RecordedRun {

    private final Event.RunCreated created;
    private final SequencedMap<Long, Event.CheckpointSaved> checkpoints = new TreeMap<>();
    private final SequencedMap<Long, Event.CheckpointSaved> atWaitingTimes = new TreeMap<>();
    private Optional<UUID> attempt = Optional.empty();
    private Optional<Event.End> end = Optional.empty();

    RecordedRun(Event.RunCreated created) {
        this.created = created;
    }

    void hear(Event.OfAttempt event) {
        switch (event) {
            case Event.AttemptStarted started -> {
                attempt = Optional.of(started.origin().attempt());
                end = Optional.empty();
                long from = started.checkpoint().isPresent() ? started.clock().step() : -1;
                checkpoints.keySet().removeIf(step -> step > from);
                atWaitingTimes.keySet().removeIf(step -> step > from);
            }
            case Event.CheckpointSaved saved -> {
                checkpoints.put(saved.clock().step(), saved);
                if (saved.reason() == CheckpointReason.WAITING_TIME) {
                    atWaitingTimes.put(saved.clock().step(), saved);
                }
            }
            case Event.End last -> end = Optional.of(last);
            case Event.MetricsRecorded points -> {}
            case Event.SpectrumRecorded spectrum -> {}
            case Event.DistributionRecorded distribution -> {}
            case Event.CurveRecorded curve -> {}
            case Event.LogRecorded log -> {}
        }
    }

    Event.RunCreated created() {
        return created;
    }

    /** The latest attempt. */
    Optional<UUID> attempt() {
        return attempt;
    }

    Optional<Event.CheckpointSaved> lastCheckpoint() {
        return checkpoints.isEmpty()
                ? Optional.empty()
                : Optional.of(checkpoints.lastEntry().getValue());
    }

    /** By step, ascending. */
    SequencedMap<Long, Event.CheckpointSaved> atWaitingTimes() {
        return atWaitingTimes;
    }

    /** Where it ended; empty if it is to go on. */
    Optional<Clock> completed() {
        return end.filter(Event.RunCompleted.class::isInstance).map(Event.End::clock);
    }

    /** From where its next attempt goes on. */
    Clock from() {
        return lastCheckpoint().map(Event.CheckpointSaved::clock).orElseGet(() -> created.parent()
                .map(point -> new Clock(point.step(), point.tau(), 0))
                .orElse(new Clock(0, 0, 0)));
    }
}
