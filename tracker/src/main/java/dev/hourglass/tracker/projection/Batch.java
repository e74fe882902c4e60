package dev.hourglass.tracker.projection;

import dev.hourglass.events.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Consecutive records of one partition.
 *
 * @param topicId of the log they were read from
 * @param first the position they were read at, at most the first record's offset
 * @param after the position behind them
 * @param skipped those of the partition that are to be passed over, by offset
 */
record Batch(
        String topicId,
        int partition,
        long first,
        long after,
        List<ConsumerRecord<String, byte[]>> records,
        Map<Long, Event.RecordSkipped> skipped) {

    /** Bounds the memory of a transaction: a poll is bounded by what was fetched, and that was compressed. */
    static final int MAX_BYTES = 16 << 20;

    /** Into parts of at most {@link #MAX_BYTES} of values, or of one record. */
    static List<List<ConsumerRecord<String, byte[]>>> cut(List<ConsumerRecord<String, byte[]>> records) {
        List<List<ConsumerRecord<String, byte[]>>> parts = new ArrayList<>();
        int begin = 0;
        long bytes = 0;
        for (int i = 0; i < records.size(); i++) {
            int size = Math.max(0, records.get(i).serializedValueSize());
            if (i > begin && bytes + size > MAX_BYTES) {
                parts.add(records.subList(begin, i));
                begin = i;
                bytes = 0;
            }
            bytes += size;
        }
        parts.add(records.subList(begin, records.size()));
        return parts;
    }
}
