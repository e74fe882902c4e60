package dev.hourglass.tracker.stream;

import java.util.Set;
import java.util.UUID;

/**
 * What a client wants to hear of.
 *
 * @param runs empty: the states and progress of all runs, but no points
 * @param metrics empty: all of the runs'
 */
record Interest(Set<UUID> runs, Set<String> metrics) {

    Interest {
        runs = Set.copyOf(runs);
        metrics = Set.copyOf(metrics);
    }

    boolean inRun(UUID run) {
        return runs.isEmpty() || runs.contains(run);
    }

    boolean inPoints(UUID run, String metric) {
        return runs.contains(run) && (metrics.isEmpty() || metrics.contains(metric));
    }

    boolean inExperiments() {
        return runs.isEmpty();
    }
}
