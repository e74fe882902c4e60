package dev.hourglass.cli.fuzz;

import java.util.List;

/**
 * What a stack was told and asked, and what is wrong with it after.
 *
 * @param records put into the log, spoilt or of runs of which others were spoilt
 * @param deadLetters of them
 * @param healthyRuns made up beside them
 * @param points of the healthy runs that were compared
 * @param verified a read model built anew from the log is the same
 * @param problems none if all is well
 */
public record FuzzReport(
        long seed,
        long records,
        long deadLetters,
        int requests,
        int healthyRuns,
        long points,
        boolean verified,
        double seconds,
        List<String> problems) {

    public FuzzReport {
        problems = List.copyOf(problems);
    }
}
