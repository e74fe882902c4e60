package dev.hourglass.tracker.series;

import dev.hourglass.tracker.series.SeriesReader.Origin;

/** Where points lie along the axis of a query, and which of them are wanted. */
final class Placement {

    private final Axis axis;
    private final double from;
    private final double to;
    private final long afterStep;
    private final double tw;
    private final long startedMs;

    Placement(SeriesQuery query, Origin origin) {
        this.axis = query.axis();
        this.from = query.from().orElse(Double.NEGATIVE_INFINITY);
        this.to = query.to().orElse(Double.POSITIVE_INFINITY);
        this.afterStep = query.afterStep().orElse(-1);
        this.tw = origin.tw().orElse(Double.NaN);
        this.startedMs = origin.startedMs();
    }

    double x(long step, double tau, long wallMs) {
        return switch (axis) {
            case STEP -> step;
            case TAU -> tau;
            case WALL -> wallMs - startedMs;
            case TAU_OVER_TW -> (tau - tw) / tw;
        };
    }

    /** @param taus as the bits of doubles */
    void xs(long[] steps, long[] taus, long[] wallMs, int points, double[] into) {
        for (int i = 0; i < points; i++) {
            into[i] = x(steps[i], Double.longBitsToDouble(taus[i]), wallMs[i]);
        }
    }

    /** Least x of the stretch; NaN if it is not known. */
    double least(Stretch stretch) {
        double one = x(stretch.firstStep(), stretch.leastTau(), stretch.leastWallMs());
        double other = x(stretch.lastStep(), stretch.greatestTau(), stretch.greatestWallMs());
        return Math.min(one, other); // a negative tau_w turns the axis round
    }

    double greatest(Stretch stretch) {
        double one = x(stretch.firstStep(), stretch.leastTau(), stretch.leastWallMs());
        double other = x(stretch.lastStep(), stretch.greatestTau(), stretch.greatestWallMs());
        return Math.max(one, other);
    }

    double last(Stretch stretch) {
        return x(stretch.lastStep(), stretch.lastTau(), stretch.lastWallMs());
    }

    /** An x that is no number is outside no bound. */
    boolean wants(long step, double x) {
        return step > afterStep && !(x < from) && !(x > to) && (axis != Axis.TAU_OVER_TW || x > 0);
    }

    /** Whether every point is wanted. */
    boolean wantsAll(Stretch stretch) {
        double least = least(stretch);
        double greatest = greatest(stretch);
        return stretch.firstStep() > afterStep
                && least >= from
                && greatest <= to
                && (axis != Axis.TAU_OVER_TW || least > 0);
    }

    /** Whether no point is wanted, for certain. */
    boolean wantsNone(Stretch stretch) {
        double least = least(stretch);
        double greatest = greatest(stretch);
        return stretch.lastStep() <= afterStep
                || least > to
                || greatest < from
                || (axis == Axis.TAU_OVER_TW && greatest <= 0);
    }
}
