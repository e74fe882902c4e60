package dev.hourglass.tracker.api;

import dev.hourglass.events.RunKind;
import java.util.Map;
import java.util.Optional;

/** What stands at the axis of a metric. Others of the trainer's carry no unit: their scale follows from the weights'. */
final class Units {

    private static final Map<String, String> OF_THE_TRAINER = Map.of("nll", "bits", "accuracy", "share of units");

    private Units() {}

    /** None of a run of kind external: what its program means by a name nobody knows. */
    static Optional<String> of(String metric, RunKind kind) {
        return kind == RunKind.EXTERNAL ? Optional.empty() : Optional.ofNullable(OF_THE_TRAINER.get(metric));
    }
}
