package dev.hourglass.tracker.reactor;

import dev.hourglass.tracker.readmodel.State;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run from the queue that has not ended.
 *
 * @param losses since a person last queued it
 * @param restarts how many losses it may have and still be tried again
 */
record OpenRun(
        UUID id,
        State state,
        Optional<UUID> attempt,
        int losses,
        int restarts,
        boolean checkpointAsked,
        Instant updatedAt) {

    boolean needsWorker() {
        return state == State.QUEUED || (state == State.LOST && losses <= restarts);
    }

    /** A worker should be heard of. */
    boolean executed() {
        return state == State.RUNNING || state == State.PAUSING || state == State.CANCELLING;
    }
}
