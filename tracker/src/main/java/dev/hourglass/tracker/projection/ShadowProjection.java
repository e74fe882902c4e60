package dev.hourglass.tracker.projection;

import dev.hourglass.events.Event;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.kafka.KafkaClients;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Projects the log into a read model that nobody reads yet, alone and without a group, up to where it is told. */
public final class ShadowProjection implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final ReadModelStore store;
    private final KafkaConsumer<String, byte[]> consumer;
    private final String topicId;
    private final Map<Integer, Long> next;
    private final EventScan ahead;
    private final Skips skips;
    private final Forgotten forgotten = new Forgotten();
    private final InstantSource time = InstantSource.system();
    private Set<UUID> notStored = Set.of();

    /**
     * @param schema whose offset rows stand at {@code begins}
     * @param begins of every partition
     */
    public ShadowProjection(
            KafkaClients kafka, DataSource database, String schema, String topicId, Map<Integer, Long> begins) {
        this.store = ReadModelStore.of(database, schema);
        this.consumer = kafka.consumer();
        this.topicId = topicId;
        this.next = new HashMap<>(begins);
        this.skips = new Skips(kafka);
        Set<Class<? extends Event>> kinds = new HashSet<>(Forgotten.KINDS);
        kinds.add(Event.RecordSkipped.class);
        this.ahead = new EventScan(kafka, kinds);
        consumer.assign(
                begins.keySet().stream().map(ShadowProjection::partition).toList());
        begins.forEach((partition, offset) -> consumer.seek(partition(partition), offset));
    }

    /** Where the shadow stands. */
    public Map<Integer, Long> next() {
        return Map.copyOf(next);
    }

    /** To be called before the shadow passes what the live projection has passed: it may have done so because of a later record. */
    public void lookAhead(Map<Integer, Long> targets) {
        Instant now = time.instant(); // before the look: all that was said by now is found
        List<EventScan.Found> found = ahead.scan(next);
        skips.take(found);
        forgotten.take(found);
        notStored = forgotten.runs(now, targets);
    }

    /** Whether no partition is below its target. */
    public boolean reached(Map<Integer, Long> targets) {
        return behind(targets).isEmpty();
    }

    /**
     * One poll's worth, not beyond the targets.
     *
     * @return how many records it took
     */
    public int advance(Map<Integer, Long> targets) throws SQLException {
        Set<TopicPartition> behind = behind(targets);
        consumer.pause(consumer.assignment().stream()
                .filter(partition -> !behind.contains(partition))
                .toList());
        consumer.resume(behind);
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        int taken = 0;
        for (TopicPartition partition : records.partitions()) {
            taken += apply(partition, records.records(partition), targets.getOrDefault(partition.partition(), 0L));
        }
        return taken;
    }

    private int apply(TopicPartition partition, List<ConsumerRecord<String, byte[]>> read, long target)
            throws SQLException {
        List<ConsumerRecord<String, byte[]>> wanted =
                read.stream().filter(stored -> stored.offset() < target).toList();
        int p = partition.partition();
        long after = wanted.size() < read.size() ? target : read.getLast().offset() + 1;
        try {
            store.apply(new Batch(topicId, p, next.getOrDefault(p, 0L), after, wanted, skips.of(p)), notStored);
        } catch (PositionMismatchException e) {
            throw new IllegalStateException("somebody else writes to the read model that is being built", e);
        }
        next.put(p, after);
        if (wanted.size() < read.size()) {
            consumer.seek(partition, after);
        }
        return wanted.size();
    }

    private Set<TopicPartition> behind(Map<Integer, Long> targets) {
        return next.entrySet().stream()
                .filter(entry -> entry.getValue() < targets.getOrDefault(entry.getKey(), 0L))
                .map(entry -> partition(entry.getKey()))
                .collect(Collectors.toSet());
    }

    private static TopicPartition partition(int partition) {
        return new TopicPartition(Topics.EVENTS, partition);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
