package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.readmodel.RunRow;

/** What the run recorded was given up, and nothing more can be said of it. */
final class PurgedRun extends Refusal {

    private static final long serialVersionUID = 1;

    private PurgedRun(RunRow run) {
        super(
                410,
                "Run purged",
                "run " + run.id + " was purged at " + run.purgedAt + " by " + run.purgedBy
                        + "; its events stay in the log",
                "GET /runs/" + run.id + "/events");
    }

    /** @throws PurgedRun if it was */
    static void refuse(RunRow run) {
        if (run.purgedAt != null) {
            throw new PurgedRun(run);
        }
    }
}
