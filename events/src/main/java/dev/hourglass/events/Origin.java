package dev.hourglass.events;

import java.util.UUID;

/**
 * Who said it, and as which of its words.
 *
 * @param attempt minted by the worker
 * @param sequence 0, 1, 2, ... within the attempt, without gaps; AttemptStarted is 0
 * @param gathered how many numbers right before {@code sequence} the event stands for, too
 */
public record Origin(UUID attempt, long sequence, long gathered) {
    public Origin {
        Checks.notNegative("sequence", sequence);
        Checks.notNegative("gathered", gathered);
        Checks.notNegative("the first sequence", sequence - gathered);
    }

    /** A word with a number of its own. */
    public Origin(UUID attempt, long sequence) {
        this(attempt, sequence, 0);
    }

    /** The least number that the event stands for. */
    public long first() {
        return sequence - gathered;
    }
}
