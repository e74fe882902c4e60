package dev.hourglass.tracker.series;

import dev.hourglass.events.Word;

/** How buckets are spaced. */
public enum Scale implements Word {
    LINEAR("linear"),
    /** Of equal width in the logarithm; points at x &lt;= 0 have no place on it. */
    LOG("log");

    private final String word;

    Scale(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /** Whether a point at x has a place. */
    boolean places(double x) {
        return this == LINEAR || (x > 0 && x < Double.POSITIVE_INFINITY);
    }

    /** Where, on an even ruler. */
    double on(double x) {
        return this == LOG ? Math.log(x) : x;
    }
}
