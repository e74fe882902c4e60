package dev.hourglass.run;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What others ask of a run while it runs; the run looks here between two steps. Safe for any thread. */
public final class RunControl {

    /** How a run is asked to end. A later wish replaces an earlier one only if it is further down. */
    public enum Ending {
        /** Save and say nothing more: the run goes on elsewhere. */
        HAND_OVER,
        /** Save, and say that the run is paused. */
        PAUSE,
        CANCEL,
        /** Another attempt has taken the run: not a word more. */
        DROP
    }

    /** @param reason for people */
    public record Wish(Ending ending, String reason) {}

    private final AtomicReference<@Nullable Wish> wish = new AtomicReference<>();
    private final AtomicBoolean checkpointWanted = new AtomicBoolean();

    public void end(Ending ending, String reason) {
        var asked = new Wish(ending, reason);
        wish.accumulateAndGet(asked, (now, next) -> now != null && now.ending().compareTo(ending) >= 0 ? now : asked);
    }

    public void saveCheckpoint() {
        checkpointWanted.set(true);
    }

    /** What the run was asked to end with; null while it may go on. */
    @Nullable
    Wish wish() {
        return wish.get();
    }

    /** Whether the attempt is to end without a further word. */
    public boolean isDropped() {
        Wish now = wish.get();
        return now != null && now.ending() == Ending.DROP;
    }

    /** @return whether a checkpoint was asked for since the last call */
    boolean takeCheckpointWish() {
        // A plain read first: this stands in the loop.
        return checkpointWanted.get() && checkpointWanted.getAndSet(false);
    }
}
