package dev.hourglass.tracker.projection;

import dev.hourglass.events.Event;
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
        Map<Long, Event.RecordSkipped> skipped) {}
