package dev.hourglass.tracker.projection;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds events of some kinds further on in the log, which bear on what stands before them. Goes by the records' headers: only what
 * is looked for is decoded. Each scan goes on where the one before ended, so that looking again costs what is new.
 */
final class EventScan {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private final Set<Class<? extends Event>> kinds;
    private final Map<TopicPartition, Long> scanned = new HashMap<>();

    EventScan(KafkaClients kafka, Set<Class<? extends Event>> kinds) {
        this.kafka = kafka;
        this.kinds = Set.copyOf(kinds);
    }

    /** An event, when it was said and where it stands. */
    record Found(int partition, long offset, Instant time, Event event) {}

    /**
     * @param begins of the partitions to look through, where that was not done yet
     * @return what stands between there and the log's end as it is now, in each partition in the log's order
     * @throws KafkaException if Kafka does not answer for 10 s
     */
    List<Found> scan(Map<Integer, Long> begins) {
        Map<TopicPartition, Long> from = new HashMap<>();
        begins.forEach((number, begin) -> {
            var partition = new TopicPartition(Topics.EVENTS, number);
            from.put(partition, Math.max(begin, scanned.getOrDefault(partition, 0L)));
        });
        try (KafkaConsumer<String, byte[]> consumer = kafka.consumer()) {
            consumer.assign(from.keySet());
            Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
            from.forEach(consumer::seek);
            List<Found> found = read(consumer, ends);
            from.keySet().forEach(partition -> scanned.put(partition, consumer.position(partition)));
            return found;
        }
    }

    private List<Found> read(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        List<Found> found = new ArrayList<>();
        long lastRead = System.nanoTime();
        while (pauseAtEnd(consumer, ends)) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<String, byte[]> stored : records) {
                if (kinds.stream().anyMatch(kind -> EventCodec.isA(kind, stored))) {
                    add(found, stored);
                }
            }
            if (!records.isEmpty()) {
                lastRead = System.nanoTime();
            } else if (System.nanoTime() - lastRead > PATIENCE.toNanos()) {
                throw new TimeoutException("Kafka does not give the log's records");
            }
        }
        return found;
    }

    /** @return whether there is more to read */
    private static boolean pauseAtEnd(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        consumer.pause(consumer.assignment().stream()
                .filter(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L))
                .toList());
        return !consumer.paused().equals(consumer.assignment());
    }

    private static void add(List<Found> found, ConsumerRecord<String, byte[]> stored) {
        try {
            Envelope envelope = EventCodec.decode(stored);
            found.add(new Found(stored.partition(), stored.offset(), envelope.time(), envelope.event()));
        } catch (UndecodableRecordException e) {
            // says nothing; it becomes a dead letter when the projection comes to it
        }
    }
}
