package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Refusal;

/** A published line that is an event, but does not fit what is there. */
final class EventConflict extends Refusal {

    private static final long serialVersionUID = 1;

    EventConflict(long line, String message) {
        super(409, "Event conflict", "line " + line + ": " + message + "; the lines before it have been taken");
    }
}
