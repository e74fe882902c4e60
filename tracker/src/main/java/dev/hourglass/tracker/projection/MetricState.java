package dev.hourglass.tracker.projection;

/** What a run's own values of one metric come to, and how many of its steps did not increase. */
final class MetricState {

    boolean fromReference;
    Summary summary = new Summary();
    /** A step at or below it does not increase. */
    long highStep = Summary.NO_STEP;

    long notIncreasing;

    void count(long[] steps) {
        for (long step : steps) {
            if (step <= highStep) {
                notIncreasing++;
            } else {
                highStep = step;
            }
        }
    }

    /** An attempt goes on from {@code step}: what it records beyond that increases. */
    void resumed(long step) {
        highStep = Math.min(highStep, step);
    }
}
