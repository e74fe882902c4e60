package dev.hourglass.tracker.kafka;

import dev.hourglass.events.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads one record of the log. */
public final class StoredRecord {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private StoredRecord() {}

    /**
     * @param offset below the partition's end
     * @return empty if the log does not have it any more
     * @throws TimeoutException if Kafka does not give it within 10 s
     */
    public static Optional<ConsumerRecord<String, byte[]>> at(KafkaClients kafka, int partition, long offset) {
        var place = new TopicPartition(Topics.EVENTS, partition);
        try (KafkaConsumer<String, byte[]> consumer = kafka.singleConsumer()) {
            consumer.assign(List.of(place));
            consumer.seek(place, offset);
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < PATIENCE.toNanos()) {
                for (ConsumerRecord<String, byte[]> stored : consumer.poll(POLL)) {
                    return Optional.of(stored).filter(found -> found.offset() == offset);
                }
            }
            throw new TimeoutException(
                    "Kafka did not give record " + partition + ":" + offset + " within " + PATIENCE.toSeconds() + " s");
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        }
    }
}
