package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Refusal;

/** No run has this id, or one that begins so. */
final class NoSuchRun extends Refusal {

    private static final long serialVersionUID = 1;

    NoSuchRun(String id) {
        super(404, "No such run", "no run '" + id + "'; the list of runs has those there are", "GET /runs");
    }
}
