package dev.hourglass.tracker.rebuild;

import java.io.Serial;

/** The log does not have all that the live read model was projected from: whether that goes is for a person to decide. */
final class AnotherLogException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** @param how the log and the read model differ, and the mend */
    AnotherLogException(String how) {
        super(how);
    }
}
