package dev.hourglass.tracker.api;

import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.readmodel.RunRow;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads one run's records from the log itself: its partition from where the run was created. */
@Singleton
class RunLog {

    /** A partition holds other runs too; what is read of it for one answer is bounded. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private final RunReader runs;

    RunLog(KafkaClients kafka, RunReader runs) {
        this.kafka = kafka;
        this.runs = runs;
    }

    /** Where a walk along the log ended. @param end whether nothing more is there now */
    record Walked(int partition, long nextOffset, boolean end) {}

    /**
     * The run's records from {@code offset} on, or from its creation.
     *
     * @param each says whether to go on
     */
    Walked walk(UUID run, long offset, Predicate<ConsumerRecord<String, byte[]>> each) {
        RunRow row = runs.row(run);
        try (KafkaConsumer<String, byte[]> consumer = kafka.consumer()) {
            var partition = new TopicPartition(Topics.EVENTS, row.logPartition);
            return walk(consumer, partition, Math.max(row.logOffset, offset), row.id, each);
        }
    }

    private static Walked walk(
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition partition,
            long begin,
            UUID run,
            Predicate<ConsumerRecord<String, byte[]>> each) {
        String key = run.toString();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        consumer.seek(partition, begin);
        long next = begin;
        while (next < end && System.nanoTime() < deadline) {
            for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                next = message.offset() + 1;
                if (key.equals(message.key()) && !each.test(message)) {
                    return new Walked(partition.partition(), next, next >= end);
                }
            }
            next = Math.max(next, consumer.position(partition));
        }
        return new Walked(partition.partition(), next, next >= end);
    }
}
