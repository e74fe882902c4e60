package dev.hourglass.tracker.series;

/** Takes the points of a series, in ascending steps, each step once. */
interface Sink {

    /**
     * Points all of which are wanted, by what they come to.
     *
     * @param leastX of the points; NaN if it is not known, as {@code greatestX}
     * @return false if this sink needs the points themselves
     */
    boolean stretch(Stretch stretch, double leastX, double greatestX, double lastX, boolean inherited);

    /** @param value NaN while values are not asked for */
    void point(long step, double tau, long wallMs, double x, double value, boolean inherited);

    /** Whether nothing more is wanted. */
    default boolean full() {
        return false;
    }
}
