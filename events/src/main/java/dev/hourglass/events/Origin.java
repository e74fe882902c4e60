package dev.hourglass.events;

import java.util.UUID;

/**
 * Who said it, and as which of its words.
 *
 * @param attempt minted by the worker
 * @param sequence 0, 1, 2, ... within the attempt, without gaps; AttemptStarted is 0
 */
public record Origin(UUID attempt, long sequence) {
    public Origin {
        Checks.notNegative("sequence", sequence);
    }
}
