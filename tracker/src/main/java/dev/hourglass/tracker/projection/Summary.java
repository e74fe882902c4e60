package dev.hourglass.tracker.projection;

/**
 * What points of one metric come to, in the log's order. Summaries of consecutive stretches merge into the summary of the
 * whole, whatever the stretches, so batches and chunks may be cut anywhere.
 */
final class Summary {

    static final long NO_STEP = -1;

    long points;
    /** Of the points at the greatest step, the latest. */
    double last = Double.NaN;

    long lastStep = NO_STEP;
    long firstStep = Long.MAX_VALUE;
    double least = Double.NaN;
    long leastStep = NO_STEP;
    double greatest = Double.NaN;
    long greatestStep = NO_STEP;

    static Summary of(long[] steps, double[] values, int from, int to) {
        var summary = new Summary();
        for (int i = from; i < to; i++) {
            summary.add(steps[i], values[i]);
        }
        return summary;
    }

    void add(long step, double value) {
        points++;
        firstStep = Math.min(firstStep, step);
        if (step >= lastStep) {
            lastStep = step;
            last = value;
        }
        low(step, value);
        high(step, value);
    }

    /** @param later stands after this one in the log */
    void merge(Summary later) {
        points += later.points;
        firstStep = Math.min(firstStep, later.firstStep);
        if (later.points > 0 && later.lastStep >= lastStep) {
            lastStep = later.lastStep;
            last = later.last;
        }
        if (later.leastStep != NO_STEP) {
            low(later.leastStep, later.least);
        }
        if (later.greatestStep != NO_STEP) {
            high(later.greatestStep, later.greatest);
        }
    }

    private void low(long step, double value) {
        if (!Double.isNaN(value) && (leastStep == NO_STEP || value < least)) {
            least = value;
            leastStep = step;
        }
    }

    private void high(long step, double value) {
        if (!Double.isNaN(value) && (greatestStep == NO_STEP || value > greatest)) {
            greatest = value;
            greatestStep = step;
        }
    }
}
