package dev.hourglass.spec;

import dev.hourglass.events.Word;

/** Which delta(t+1) stands on the right of the backpropagation through time. */
public enum Deltas implements Word {
    /** This step's: backpropagation through time as it is. */
    EXACT("exact"),
    /** The average of the arrays of the two previous steps. */
    STALE("stale"),
    /** The previous step's alone. */
    STALE_LAST("stale-last");

    private final String word;

    Deltas(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
