package dev.hourglass.tracker.readmodel;

import dev.hourglass.events.Word;

/** Where a run stands. */
public enum State implements Word {
    /** Waits for a worker. */
    QUEUED("queued"),
    RUNNING("running"),
    /** Asked to pause; its worker has not answered. */
    PAUSING("pausing"),
    PAUSED("paused"),
    /** Asked to cancel; its worker has not answered. */
    CANCELLING("cancelling"),
    /** Its worker fell silent. */
    LOST("lost"),
    COMPLETED("completed"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String word;

    State(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /** An attempt executes it, or did when it was last heard of. */
    public boolean held() {
        return this == RUNNING || this == PAUSING || this == CANCELLING || this == LOST;
    }

    /** What a pause would do now is something. */
    public boolean canPause() {
        return this == QUEUED || this == RUNNING || this == LOST;
    }

    public boolean canResume() {
        return this == PAUSED || this == LOST || this == FAILED || this == CANCELLED;
    }

    public boolean canCancel() {
        return this == QUEUED || this == RUNNING || this == PAUSING || this == PAUSED || this == LOST;
    }

    public boolean canCheckpoint() {
        return this == RUNNING;
    }
}
