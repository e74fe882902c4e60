package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Refusal;

/** A query parameter, path part or header whose value means nothing here. */
final class BadParameter extends Refusal {

    private static final long serialVersionUID = 1;

    /** @param need what would be right, to follow "must be" */
    BadParameter(String name, String value, String need) {
        super(400, "Bad parameter", name + " is '" + value + "', must be " + need);
    }
}
