package dev.hourglass.tracker.reactor;

import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.readmodel.State;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run that has not ended and is the queue's or somebody's own program's.
 *
 * @param losses since a person last queued it
 * @param restarts how many losses it may have and still be tried again
 */
record OpenRun(
        UUID id,
        RunKind kind,
        State state,
        Optional<UUID> attempt,
        int losses,
        int restarts,
        boolean checkpointAsked,
        Instant updatedAt) {

    boolean needsWorker() {
        return kind == RunKind.QUEUED && (state == State.QUEUED || (state == State.LOST && losses <= restarts));
    }

    /** Somebody's own program need not send heartbeats; who has sent one is expected to go on. */
    boolean mayBeSilent() {
        return kind == RunKind.EXTERNAL;
    }

    /** A worker should be heard of. */
    boolean executed() {
        return state == State.RUNNING || state == State.PAUSING || state == State.CANCELLING;
    }
}
