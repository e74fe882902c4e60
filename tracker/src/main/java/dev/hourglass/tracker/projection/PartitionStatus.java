package dev.hourglass.tracker.projection;

import dev.hourglass.events.Word;
import java.util.Optional;

/**
 * How the projection of one partition of this tracker does.
 *
 * @param nextOffset the position of the read model, as last known; -1: not known yet
 * @param reason why it waits or has stopped
 * @param badRecord at which it has stopped, if a record is why
 */
public record PartitionStatus(
        int partition, Progress progress, long nextOffset, Optional<String> reason, Optional<BadRecord> badRecord) {

    /** A record that decodes but cannot be applied. */
    public record BadRecord(long offset, Optional<String> key) {}

    /** Whether the projection goes on. */
    public enum Progress implements Word {
        RUNNING("running"),
        /** For Kafka or PostgreSQL; it goes on by itself. */
        WAITING("waiting"),
        /** Somebody must act; the reason says how. */
        STOPPED("stopped");

        private final String word;

        Progress(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
