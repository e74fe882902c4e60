package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.readmodel.RunRow;

/** The run's state does not allow what is asked. */
final class RunStateForbids extends Refusal {

    private static final long serialVersionUID = 1;

    RunStateForbids(String action, RunRow run) {
        super(
                409,
                "Run state forbids",
                run.kind.equals("published")
                        ? "cannot " + action + " run " + run.id + ": it was published, no worker of ours drives it"
                        : "cannot " + action + " run " + run.id + ": it is " + run.state);
    }
}
