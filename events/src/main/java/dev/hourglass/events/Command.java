package dev.hourglass.events;

import java.util.Optional;
import java.util.UUID;

/**
 * What the tracker tells whoever executes a run. Not part of the log; repeated until an event of the worker answers.
 *
 * @param attempt which execution is meant; empty: whichever executes the run
 */
public record Command(UUID run, Optional<UUID> attempt, Kind kind, String reason) {

    public enum Kind implements Word {
        PAUSE("pause"),
        CANCEL("cancel"),
        CHECKPOINT("checkpoint"),
        /** Another attempt has taken the run: end at once, without a further event. */
        STOP("stop");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
