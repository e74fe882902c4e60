package dev.hourglass.tracker.projection;

import dev.hourglass.tracker.kafka.LogWatch;
import java.util.Optional;

/** Whether a partition's row and the log belong together. */
final class LogCheck {

    private LogCheck() {}

    /** @return what is wrong, which waiting does not mend, and the mend */
    static Optional<String> wrong(int partition, Optional<ReadModelStore.Position> row, LogWatch.View seen) {
        if (row.isEmpty()) {
            return Optional.of("the read model knows no partition " + partition
                    + ": the log was made with fewer; run `hourglass tracker rebuild`");
        }
        long at = row.get().nextOffset();
        if (!row.get().topicId().equals(seen.topicId())) {
            return Optional.of("the log is another one (topic id " + seen.topicId() + ", projected was "
                    + row.get().topicId() + "): restore the right log, or run `hourglass tracker rebuild`");
        }
        if (at > seen.end(partition)) {
            return Optional.of("the log ends at " + partition + ":" + seen.end(partition)
                    + ", but was projected up to " + at
                    + ": records were lost; restore them, or run `hourglass tracker rebuild`");
        }
        if (at < seen.begin(partition)) {
            return Optional.of("the log begins at " + partition + ":" + seen.begin(partition)
                    + ", but was projected only up to " + at
                    + ": records were lost; restore them, or run `hourglass tracker rebuild`");
        }
        return Optional.empty();
    }
}
