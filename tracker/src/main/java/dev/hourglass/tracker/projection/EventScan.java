package dev.hourglass.tracker.projection;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.codec.EventKinds;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds events of some kinds further on in the log, which bear on what stands before them. Goes by the records' headers: only what
 * is looked for is decoded, and none of it is kept: a log has specs by the ten thousand. Each scan goes on where the one before ended, so that looking again costs what is new.
 */
final class EventScan {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private final EventKinds kinds;
    private final Map<TopicPartition, Long> scanned = new HashMap<>();

    EventScan(KafkaClients kafka, Set<Class<? extends Event>> kinds) {
        this.kafka = kafka;
        this.kinds = EventKinds.of(kinds);
    }

    /** An event, when it was said and where it stands. */
    record Found(int partition, long offset, Instant time, Event event) {}

    /**
     * @param begins of the partitions to look through, where that was not done yet
     * @param found is given what stands between there and the log's end as it is now, one by one, in each partition in the log's
     *     order; never the same twice
     * @throws KafkaException if Kafka does not answer for 10 s
     */
    void scan(Map<Integer, Long> begins, Consumer<Found> found) {
        Map<TopicPartition, Long> from = new HashMap<>();
        begins.forEach((number, begin) -> {
            var partition = new TopicPartition(Topics.EVENTS, number);
            from.put(partition, Math.max(begin, scanned.getOrDefault(partition, 0L)));
        });
        try (KafkaConsumer<String, byte[]> consumer = kafka.consumer()) {
            consumer.assign(from.keySet());
            Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
            from.forEach(consumer::seek);
            read(consumer, ends, found);
            from.keySet().forEach(partition -> scanned.put(partition, consumer.position(partition)));
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, Consumer<Found> found) {
        long lastRead = System.nanoTime();
        while (pauseAtEnd(consumer, ends)) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                for (ConsumerRecord<String, byte[]> stored : records.records(partition)) {
                    if (kinds.has(stored)) {
                        give(found, stored);
                        scanned.put(partition, stored.offset() + 1);
                    }
                }
                scanned.put(partition, records.records(partition).getLast().offset() + 1);
            }
            if (!records.isEmpty()) {
                lastRead = System.nanoTime();
            } else if (System.nanoTime() - lastRead > PATIENCE.toNanos()) {
                throw new TimeoutException("Kafka does not give the log's records");
            }
        }
    }

    /** @return whether there is more to read */
    private static boolean pauseAtEnd(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        consumer.pause(consumer.assignment().stream()
                .filter(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L))
                .toList());
        return !consumer.paused().equals(consumer.assignment());
    }

    private static void give(Consumer<Found> found, ConsumerRecord<String, byte[]> stored) {
        try {
            Envelope envelope = EventCodec.decode(stored);
            found.accept(new Found(stored.partition(), stored.offset(), envelope.time(), envelope.event()));
        } catch (UndecodableRecordException e) {
            // says nothing; it becomes a dead letter when the projection comes to it
        }
    }
}
