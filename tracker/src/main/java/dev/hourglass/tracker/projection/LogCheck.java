package dev.hourglass.tracker.projection;

import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.kafka.LogWatch;
import dev.hourglass.tracker.kafka.Mark;
import dev.hourglass.tracker.kafka.StoredRecord;
import dev.hourglass.tracker.readmodel.Offsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * Whether a partition's row and the log belong together. Offsets alone do not tell: a log that was cut below the row and written on
 * reaches it again, with other records. So the last one applied is compared with what stands in its place.
 */
public final class LogCheck {

    private static final String MEND = ", or run `hourglass tracker rebuild`";

    private LogCheck() {}

    /**
     * Of a whole read model; one that knows no partition yet was projected from no log.
     *
     * @return what is wrong in the first partition where something is
     * @throws KafkaException if Kafka does not answer
     */
    public static Optional<String> wrong(KafkaClients kafka, Map<Integer, Offsets.Row> rows, LogWatch.View seen) {
        return rows.entrySet().stream()
                .flatMap(row -> wrong(kafka, row.getKey(), Optional.of(row.getValue()), seen).stream())
                .findFirst();
    }

    /**
     * @return what is wrong, which waiting does not mend, and the mend
     * @throws KafkaException if Kafka does not answer
     */
    static Optional<String> wrong(KafkaClients kafka, int partition, Optional<Offsets.Row> row, LogWatch.View seen) {
        if (row.isEmpty()) {
            return Optional.of("the read model knows no partition " + partition
                    + ": the log was made with fewer; run `hourglass tracker rebuild`");
        }
        long at = row.get().nextOffset();
        if (!row.get().topicId().equals(seen.topicId())) {
            return Optional.of("the log is another one (topic id " + seen.topicId() + ", projected was "
                    + row.get().topicId() + "): restore the right log" + MEND);
        }
        if (at > seen.end(partition)) {
            return Optional.of("the log ends at " + partition + ":" + seen.end(partition) + ", but was projected up to "
                    + at + ": records were lost; restore them" + MEND);
        }
        if (at < seen.begin(partition)) {
            return Optional.of("the log begins at " + partition + ":" + seen.begin(partition)
                    + ", but was projected only up to " + at + ": records were lost; restore them" + MEND);
        }
        return row.get()
                .last()
                .filter(last -> last.offset() >= seen.begin(partition) && !stands(kafka, partition, last))
                .map(last -> "the log has another record at " + partition + ":" + last.offset()
                        + " than was projected: it was cut and written on since; restore the right log" + MEND);
    }

    private static boolean stands(KafkaClients kafka, int partition, Mark last) {
        return StoredRecord.at(kafka, partition, last.offset())
                .map(Mark::of)
                .filter(last::equals)
                .isPresent();
    }
}
