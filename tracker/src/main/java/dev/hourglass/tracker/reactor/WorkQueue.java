package dev.hourglass.tracker.reactor;

import dev.hourglass.events.WorkOffered;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits in {@code hourglass.work}: the offers at and behind the offset the share group has not passed, whoever made them.
 * Without this look a run that waits long would be offered again and again, and each of those offers would later start a worker
 * in vain.
 */
final class WorkQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);
    private static final TopicPartition QUEUE = new TopicPartition(Topics.WORK, 0);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Admin admin;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<UUID, Offer> offers = new HashMap<>();
    private boolean placed;

    private record Offer(long offset, Optional<UUID> follows) {}

    WorkQueue(KafkaClients kafka) {
        admin = kafka.admin();
        consumer = kafka.consumer();
        consumer.assign(List.of(QUEUE));
    }

    /**
     * Reads what has come and forgets what was taken.
     *
     * @throws KafkaException if Kafka does not answer
     */
    void refresh() {
        long taken = taken();
        long begin = consumer.beginningOffsets(List.of(QUEUE)).getOrDefault(QUEUE, 0L);
        long end = consumer.endOffsets(List.of(QUEUE)).getOrDefault(QUEUE, 0L);
        if (!placed) {
            consumer.seek(QUEUE, Math.clamp(taken, begin, Math.max(begin, end)));
            placed = true;
        }
        try {
            while (consumer.position(QUEUE) < end) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (OffsetOutOfRangeException e) {
            placed = false; // the topic keeps a week only: begin again where it begins
        }
        offers.values().removeIf(offer -> offer.offset < taken);
    }

    /** Whether a worker that follows {@code follows} will find an offer of the run. */
    boolean holds(UUID run, Optional<UUID> follows) {
        Offer offer = offers.get(run);
        return offer != null && offer.follows.equals(follows);
    }

    void added(WorkOffered work, long offset) {
        offers.put(work.run(), new Offer(offset, work.follows()));
    }

    private void take(ConsumerRecord<String, byte[]> message) {
        try {
            added(MessageCodec.decodeWork(message.value()), message.offset());
        } catch (UndecodableRecordException | RuntimeException e) {
            LOG.warn("{} offset {}: {}", message.topic(), message.offset(), e.getMessage());
        }
    }

    /** The share group has passed all before it; 0 until a first worker came. */
    private long taken() {
        try {
            var group = admin.listShareGroupOffsets(Map.of(Topics.WORKERS_GROUP, new ListShareGroupOffsetsSpec()))
                    .partitionsToOffsetInfo(Topics.WORKERS_GROUP)
                    .get(10, TimeUnit.SECONDS);
            var info = group.get(QUEUE);
            return info == null ? 0 : Math.max(0, info.startOffset());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw new KafkaException("Kafka does not tell where the workers are in the queue: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking Kafka", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
        consumer.close();
    }
}
