package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.readmodel.RunRow;

/** The run's state does not allow what is asked. */
final class RunStateForbids extends Refusal {

    private static final long serialVersionUID = 1;

    RunStateForbids(String action, RunRow run) {
        super(409, "Run state forbids", "cannot " + action + " run " + run.id + ": " + why(action, run));
    }

    private static String why(String action, RunRow run) {
        if (run.kind.equals("published")) {
            return "it was published, no worker of ours drives it";
        }
        return run.kind.equals("external") && !action.equals("cancel")
                ? "its own program drives it; it can only be cancelled from here"
                : "it is " + run.state;
    }
}
