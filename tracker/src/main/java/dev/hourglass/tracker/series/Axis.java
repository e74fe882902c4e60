package dev.hourglass.tracker.series;

import dev.hourglass.events.Word;

/** Along what a series is drawn. */
public enum Axis implements Word {
    STEP("step"),
    TAU("tau"),
    /** Milliseconds since the run's first attempt began; negative for what it inherits. */
    WALL("wall"),
    /** (tau - tau_w) / tau_w of a branch's own points, where it is positive. */
    TAU_OVER_TW("tau/tw");

    private final String word;

    Axis(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
