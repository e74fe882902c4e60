package dev.hourglass.run;

import dev.hourglass.events.Clock;

/** How an attempt ended. All but the last two have said so in the log. */
public sealed interface Outcome {

    record Completed(Clock at) implements Outcome {}

    record Paused(Clock at) implements Outcome {}

    record Cancelled(Clock at) implements Outcome {}

    /** @param reason the error's message */
    record Failed(Clock at, String reason) implements Outcome {}

    /**
     * Saved and left, to be gone on with by another attempt.
     *
     * @param checkpoint SHA-256
     */
    record HandedOver(Clock at, String checkpoint) implements Outcome {}

    /** @param reason for people */
    record Dropped(String reason) implements Outcome {}
}
