package dev.hourglass.tracker.projection;

import java.io.Serial;

/** The read model is not where a batch begins: another tracker moved it, or the log or the read model was replaced. */
final class PositionMismatchException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    PositionMismatchException(int partition, long first) {
        super("the read model does not stand at " + partition + ":" + first);
    }
}
