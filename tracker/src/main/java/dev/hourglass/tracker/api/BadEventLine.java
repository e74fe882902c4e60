package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Refusal;

/** A published line that is no event, or one that others than its run's own program say. */
final class BadEventLine extends Refusal {

    private static final long serialVersionUID = 1;

    BadEventLine(long line, String message) {
        super(400, "Bad event line", "line " + line + ": " + message + "; the lines before it have been taken");
    }
}
