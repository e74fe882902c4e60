package dev.hourglass.tracker.stream;

import dev.hourglass.tracker.api.Selection;

/** Which metrics and parameters of a run a client is told of. */
record Shown(Selection metrics, Selection params) {

    /** What either shows. */
    Shown and(Shown other) {
        return new Shown(metrics.and(other.metrics), params.and(other.params));
    }
}
