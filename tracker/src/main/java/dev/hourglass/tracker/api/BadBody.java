package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Refusal;

/** A body that is JSON of the right shape and yet asks for nothing that can be done. */
final class BadBody extends Refusal {

    private static final long serialVersionUID = 1;

    BadBody(String message) {
        super(400, "Bad body", message);
    }
}
