package dev.hourglass.tracker.external;

import dev.hourglass.tracker.door.Refusal;

/** What a program says does not fit where its run stands. */
final class OutOfTurn extends Refusal {

    private static final long serialVersionUID = 1;

    OutOfTurn(String message) {
        super(409, "Out of turn", message);
    }
}
