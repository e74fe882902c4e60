package dev.hourglass.cli.chaos;

import java.util.List;

/**
 * What a fleet went through, and what is wrong with it after.
 *
 * @param events made up and acknowledged by Kafka
 * @param points of made-up runs that a reader must see
 * @param trained runs by real workers
 * @param equal every point, summary and checkpoint is what was published
 * @param verified a read model built anew from the log is the same, and the blob of every checkpoint that is kept is whole
 * @param problems none if all is well
 */
public record ChaosReport(
        long seed,
        int faults,
        long events,
        int runs,
        long points,
        int trained,
        boolean equal,
        boolean verified,
        double seconds,
        List<String> problems) {

    public ChaosReport {
        problems = List.copyOf(problems);
    }
}
