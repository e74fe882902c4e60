package dev.hourglass.tracker.live;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to when a consumer without a group has read all that there was. A poll does not tell: it comes back empty when nothing was
 * said and when the broker is away. So the ends are asked for, and once they are reached all that stood then has been read.
 * Times in nanoseconds of the monotonic clock.
 */
final class CaughtUp {

    private static final long BETWEEN_ASKING = Duration.ofMillis(500).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Map<TopicPartition, Long> ends = Map.of();
    private long askedAt;
    private volatile long readUntil;

    CaughtUp(long now) {
        askedAt = now;
        readUntil = now;
    }

    /**
     * After each poll.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
     */
    void turn(Consumer<?, ?> consumer, long now) {
        Set<TopicPartition> partitions = consumer.assignment();
        boolean reached = ends.keySet().equals(partitions)
                && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        if (reached) {
            readUntil = askedAt;
        }
        if (reached ? now - askedAt > BETWEEN_ASKING : !ends.keySet().equals(partitions)) {
            ends = consumer.endOffsets(partitions, PATIENCE);
            askedAt = now;
        }
    }

    /** The consumer begins elsewhere: ends that were asked for before say nothing. */
    void begin() {
        ends = Map.of();
    }

    boolean isWithin(Duration late, long now) {
        return now - readUntil < late.toNanos();
    }
}
