package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.readmodel.RunRow;

/** Nothing begins with a run that is in the trash. */
final class TrashedRun extends Refusal {

    private static final long serialVersionUID = 1;

    private TrashedRun(String action, RunRow run) {
        super(
                409,
                "Run in the trash",
                "cannot " + action + " run " + run.id + ": it is in the trash since " + run.trashedAt
                        + "; restore it first",
                "POST /runs/" + run.id + "/restore");
    }

    /** @throws TrashedRun if it is */
    static void refuse(String action, RunRow run) {
        if (run.trashedAt != null) {
            throw new TrashedRun(action, run);
        }
    }
}
