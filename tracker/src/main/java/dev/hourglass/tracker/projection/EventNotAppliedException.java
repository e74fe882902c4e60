package dev.hourglass.tracker.projection;

import java.io.Serial;

/** A defect: the projection failed over an event that decodes. The partition stops there until it is mended. */
final class EventNotAppliedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    EventNotAppliedException(int partition, long offset, String what, Throwable cause) {
        super("event " + partition + ":" + offset + " (" + what + ") cannot be applied: " + cause, cause);
    }
}
