package dev.hourglass.tracker.rebuild;

import java.io.Serial;

/** One rebuild or verification at a time: another runs, here or in another tracker. */
public final class JobRunningException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    JobRunningException(String which) {
        super(which + "; wait until it has ended");
    }
}
