package dev.hourglass.tracker.projection;

import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventKinds;
import dev.hourglass.tracker.kafka.Mark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final EventKinds MEASURING =
            EventKinds.of(List.of(Event.MetricsRecorded.class, Event.AttemptStarted.class));

    /** Bounds the memory of a transaction: a poll is bounded by what was fetched, and that was compressed. */
    static final int MAX_BYTES = 16 << 20;

    /** What all metrics of these runs come to is held beside it; with hundreds of metrics each, tens of megabytes. */
    static final int MAX_RUNS = 500;

    /** By which the last record is known again; empty if there is none. */
    Optional<Mark> last() {
        return records.isEmpty() ? Optional.empty() : Optional.of(Mark.of(records.getLast()));
    }

    /** The same, each record a batch of its own. */
    List<Batch> singly() {
        List<Batch> all = new ArrayList<>();
        long at = first;
        for (int i = 0; i < records.size(); i++) {
            long end = i == records.size() - 1 ? after : records.get(i).offset() + 1;
            all.add(new Batch(topicId, partition, at, end, records.subList(i, i + 1), skipped));
            at = end;
        }
        return all;
    }

    /** Into parts of at most {@link #MAX_BYTES} of values and {@link #MAX_RUNS} runs with metrics, or of one record. */
    static List<List<ConsumerRecord<String, byte[]>>> cut(List<ConsumerRecord<String, byte[]>> records) {
        List<List<ConsumerRecord<String, byte[]>>> parts = new ArrayList<>();
        Set<String> runs = new HashSet<>();
        int begin = 0;
        long bytes = 0;
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<String, byte[]> stored = records.get(i);
            int size = Math.max(0, stored.serializedValueSize());
            boolean another = !runs.contains(stored.key()) && bearsOnMetrics(stored);
            if (i > begin && (bytes + size > MAX_BYTES || (another && runs.size() == MAX_RUNS))) {
                parts.add(records.subList(begin, i));
                begin = i;
                bytes = 0;
                runs.clear();
                another = bearsOnMetrics(stored);
            }
            bytes += size;
            if (another) {
                runs.add(stored.key());
            }
        }
        parts.add(records.subList(begin, records.size()));
        return parts;
    }

    /** Whether what a run's metrics come to must be known to apply it. */
    static boolean bearsOnMetrics(ConsumerRecord<String, byte[]> stored) {
        return MEASURING.has(stored);
    }
}
