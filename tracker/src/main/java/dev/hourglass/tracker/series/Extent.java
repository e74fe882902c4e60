package dev.hourglass.tracker.series;

/** How many points there are and between which x: what must be known before buckets can be laid. */
final class Extent implements Sink {

    /**
     * @param points all, also those that have no place on the scale
     * @param leftOut those that have none
     * @param inheritedUntil greatest step of an ancestor's point; -1 if there is none
     */
    record Found(long points, long leftOut, long inheritedUntil) {}

    private final Scale scale;
    private long points;
    private long leftOut;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private long inheritedUntil = -1;

    Extent(Scale scale) {
        this.scale = scale;
    }

    @Override
    public boolean takes(double leastX, double greatestX) {
        boolean known = Double.isFinite(leastX) && Double.isFinite(greatestX);
        return known && scale.places(leastX) == scale.places(greatestX);
    }

    @Override
    public void stretch(Stretch stretch, double leastX, double greatestX, double lastX, boolean inherited) {
        points += stretch.points();
        if (scale.places(leastX)) {
            low = Math.min(low, leastX);
            high = Math.max(high, greatestX);
        } else {
            leftOut += stretch.points();
        }
        inherited(inherited, stretch.lastStep());
    }

    @Override
    public void point(long step, double tau, long wallMs, double x, double value, boolean inherited) {
        points++;
        inherited(inherited, step);
        if (!scale.places(x)) {
            leftOut++;
        } else if (Double.isFinite(x)) {
            low = Math.min(low, x);
            high = Math.max(high, x);
        }
    }

    private void inherited(boolean inherited, long step) {
        if (inherited) {
            inheritedUntil = Math.max(inheritedUntil, step);
        }
    }

    Found found() {
        return new Found(points, leftOut, inheritedUntil);
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }
}
