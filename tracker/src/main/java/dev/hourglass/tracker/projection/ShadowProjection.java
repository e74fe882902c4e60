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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Projects the log into a read model that nobody reads yet, alone and without a group, up to where it is told. One thread reads,
 * partitions are written beside each other; one that is being written is paused.
 */
public final class ShadowProjection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowProjection.class);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration BUSY_POLL = Duration.ofMillis(5);

    private final ReadModelStore store;
    private final KafkaConsumer<String, byte[]> consumer;
    private final String topicId;
    private final Map<Integer, Long> next;
    private final EventScan ahead;
    private final Skips skips;
    private final Forgotten forgotten = new Forgotten();
    private final InstantSource time = InstantSource.system();
    private Set<UUID> notStored = Set.of();
    private final Map<TopicPartition, Future<Long>> running = new HashMap<>();
    private final ExecutorService writers = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("hourglass-shadow-", 0).factory());

    /**
     * @param schema whose offset rows stand at {@code begins}
     * @param begins of every partition
     */
    public ShadowProjection(
            KafkaClients kafka, DataSource database, String schema, String topicId, Map<Integer, Long> begins) {
        this.store = ReadModelStore.of(database, schema);
        this.consumer = kafka.bulkConsumer();
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
        ahead.scan(next, found -> {
            skips.take(found);
            forgotten.take(found);
        });
        notStored = forgotten.runs(now, targets);
    }

    /** Whether no partition is below its target. */
    public boolean reached(Map<Integer, Long> targets) {
        return behind(targets).isEmpty();
    }

    /** Some of the way, not beyond the targets: what was written since the last call, and one poll's worth to be written next. */
    public void advance(Map<Integer, Long> targets) throws SQLException, InterruptedException {
        gather();
        Set<TopicPartition> wanted = new HashSet<>(behind(targets));
        wanted.removeAll(running.keySet());
        consumer.pause(consumer.assignment().stream()
                .filter(partition -> !wanted.contains(partition))
                .toList());
        consumer.resume(wanted);
        ConsumerRecords<String, byte[]> records = consumer.poll(running.isEmpty() ? POLL : BUSY_POLL);
        for (TopicPartition partition : records.partitions()) {
            write(partition, records.records(partition), targets.getOrDefault(partition.partition(), 0L));
        }
    }

    private void write(TopicPartition partition, List<ConsumerRecord<String, byte[]>> read, long target) {
        List<ConsumerRecord<String, byte[]>> wanted =
                read.stream().filter(stored -> stored.offset() < target).toList();
        long after = wanted.size() < read.size() ? target : read.getLast().offset() + 1;
        if (wanted.size() < read.size()) {
            consumer.seek(partition, after);
        }
        long first = next.getOrDefault(partition.partition(), 0L);
        Map<Long, Event.RecordSkipped> skipped = skips.of(partition.partition());
        Set<UUID> without = notStored;
        running.put(
                partition, writers.submit(() -> apply(partition.partition(), first, after, wanted, skipped, without)));
    }

    /** @return the position behind them */
    private long apply(
            int partition,
            long first,
            long after,
            List<ConsumerRecord<String, byte[]>> wanted,
            Map<Long, Event.RecordSkipped> skipped,
            Set<UUID> without)
            throws SQLException {
        long at = first;
        try {
            for (List<ConsumerRecord<String, byte[]>> part : Batch.cut(wanted)) {
                boolean last = part.isEmpty() || part.getLast() == wanted.getLast();
                long end = last ? after : part.getLast().offset() + 1;
                apply(new Batch(topicId, partition, at, end, part, skipped), without);
                at = end;
            }
            return at;
        } catch (PositionMismatchException e) {
            throw new IllegalStateException("somebody else writes to the read model that is being built", e);
        }
    }

    /** Record by record where that fails together, as the live projection does: what it could apply must not fail here. */
    private void apply(Batch batch, Set<UUID> without) throws SQLException, PositionMismatchException {
        try {
            store.apply(batch, without);
        } catch (SQLException | RuntimeException e) {
            boolean defect = !(e instanceof SQLException told) || Lane.isDefect(told);
            if (!defect || batch.records().size() < 2) {
                throw e;
            }
            LOG.warn("partition {} from {}: going on record by record", batch.partition(), batch.first(), e);
            for (Batch single : batch.singly()) {
                store.apply(single, without);
            }
        }
    }

    private void gather() throws SQLException, InterruptedException {
        for (TopicPartition partition : List.copyOf(running.keySet())) {
            Future<Long> written = running.get(partition);
            if (written != null && written.isDone()) {
                running.remove(partition);
                next.put(partition.partition(), position(written));
            }
        }
    }

    private static long position(Future<Long> written) throws SQLException, InterruptedException {
        try {
            return written.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException told -> throw told;
                case RuntimeException told -> throw told;
                case null, default -> throw new IllegalStateException("a batch could not be written", e);
            }
        }
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
        writers.close(); // waits: the schema may be dropped next
        consumer.close();
    }
}
