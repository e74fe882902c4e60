package dev.hourglass.tracker.stream;

import dev.hourglass.tracker.api.Selection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a client wants to hear of.
 *
 * @param runs empty: the states and progress of all runs, but no points
 * @param shown what is told of a run, and which metrics' points
 */
record Interest(Set<UUID> runs, Shown shown) {

    Interest {
        runs = Set.copyOf(runs);
    }

    /** What is not said is all of runs that are named, and nothing of all runs: these are thousands. */
    static Interest of(Set<UUID> runs, Optional<String> metrics, Optional<String> params) {
        Selection unsaid = runs.isEmpty() ? Selection.NONE : Selection.ALL;
        return new Interest(runs, new Shown(selection(metrics, unsaid), selection(params, unsaid)));
    }

    private static Selection selection(Optional<String> said, Selection unsaid) {
        return said.filter(text -> !text.isBlank()).map(Selection::parse).orElse(unsaid);
    }

    boolean inEveryRun() {
        return runs.isEmpty();
    }

    boolean inRun(UUID run) {
        return inEveryRun() || runs.contains(run);
    }

    boolean inPoints(UUID run, String metric) {
        return runs.contains(run) && shown.metrics().has(metric);
    }
}
