package dev.hourglass.tracker.projection;

import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.kafka.LogWatch;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the live read model equal to the log, together with the other trackers: Kafka shares out the partitions, the offset
 * rows decide. One thread polls; each partition has a {@link Lane} beside it and is paused while that works.
 */
public final class Projection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

    private static final Duration IDLE_POLL = Duration.ofMillis(100);
    private static final Duration BUSY_POLL = Duration.ofMillis(5);
    private static final Duration BETWEEN_CONSUMERS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** Longer than any fetch takes of a broker that answers. */
    private static final Duration STARVED = Duration.ofSeconds(15);

    private final KafkaClients kafka;
    private final ReadModelStore store;
    private final ProjectionStatus status;
    private final CommitListener listener;
    private final LogWatch watch;
    /** One more than there are cores: while one waits for a commit. More would only hold more batches in memory. */
    private final ExecutorService workers = Executors.newFixedThreadPool(
            1 + Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("hourglass-lane-", 0).factory());

    private final Thread poller =
            Thread.ofPlatform().daemon().name("hourglass-projection").unstarted(this::run);
    private final Thread looker =
            Thread.ofPlatform().daemon().name("hourglass-log-watch").unstarted(this::look);
    private final Map<TopicPartition, Work> lanes = new HashMap<>();
    private volatile boolean closed;

    /** A lane and what it is doing. */
    private static final class Work {
        final Lane lane;

        @Nullable
        CompletableFuture<Lane.Next> running;

        long restUntil;

        /** How often the consumer had connected when the position was found. */
        double connections;

        /** Since when the log has more and nothing comes, in nanoseconds; 0 while that is not so. */
        long hungrySince;

        Work(Lane lane) {
            this.lane = lane;
        }
    }

    /** Hears what became of a batch once it is in the read model for good. A crash may lose the news, never the batch. */
    public interface Listener {
        /** The live read model has passed the position. */
        void passed(int partition, long nextOffset);

        /** An event of this attempt was refused. */
        void refused(UUID run, UUID attempt);
    }

    public Projection(KafkaClients kafka, DataSource database, ProjectionStatus status, Listener listener) {
        this(kafka, ReadModelStore.live(database), status, (partition, next, changes) -> {
            listener.passed(partition, next);
            changes.refusals.keySet().forEach(refused -> listener.refused(refused.run(), refused.attempt()));
        });
    }

    Projection(KafkaClients kafka, ReadModelStore store, ProjectionStatus status, CommitListener listener) {
        this.kafka = kafka;
        this.store = store;
        this.status = status;
        this.listener = listener;
        this.watch = new LogWatch(kafka);
    }

    public void start() {
        looker.start();
        poller.start();
    }

    /** Leaves the group; batches on their way are finished or, if that takes long, abandoned to their transaction. */
    @Override
    public void close() {
        closed = true;
        looker.interrupt();
        try {
            poller.join(Duration.ofSeconds(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
        watch.close();
    }

    /** Health, lag and the check of a running log need to know it even while nothing is read. */
    private void look() {
        while (!closed) {
            try {
                LogWatch.View seen = watch.look();
                status.saw(seen);
                status.problem(Optional.empty());
            } catch (KafkaException e) {
                status.problem(Optional.of(String.valueOf(e.getMessage())));
            }
            pause(BETWEEN_LOOKS);
        }
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<String, byte[]> consumer = kafka.groupConsumer()) {
                consumer.subscribe(List.of(Topics.EVENTS), new Assignment(consumer));
                while (!closed) {
                    turn(consumer);
                }
            } catch (KafkaException e) {
                LOG.warn("projection: a new consumer, after {}", e.toString());
                pause(BETWEEN_CONSUMERS);
            } catch (RuntimeException e) {
                LOG.error("projection: a new consumer, after a defect", e);
                pause(BETWEEN_CONSUMERS);
            } finally {
                lanes.keySet().forEach(partition -> status.remove(partition.partition()));
                lanes.clear();
            }
        }
    }

    private void turn(KafkaConsumer<String, byte[]> consumer) {
        boolean busy = lanes.values().stream().anyMatch(work -> work.running != null);
        try {
            ConsumerRecords<String, byte[]> records = consumer.poll(busy ? BUSY_POLL : IDLE_POLL);
            double connections = records.isEmpty() ? 0 : connections(consumer);
            for (TopicPartition partition : records.partitions()) {
                Work work = lanes.get(partition);
                if (work != null) {
                    work.hungrySince = 0;
                }
                if (work != null && work.connections != connections) {
                    // A broker that was away may be back with another log: these are read again once that is known.
                    find(consumer, partition);
                } else if (work != null) {
                    consumer.pause(List.of(partition));
                    var read = records.records(partition);
                    work.running = CompletableFuture.supplyAsync(() -> work.lane.apply(read), workers);
                }
            }
        } catch (OffsetOutOfRangeException e) {
            // The row and the log disagree: the lane says how, and goes on if a rebuild brings them together again.
            e.offsetOutOfRangePartitions().keySet().forEach(partition -> find(consumer, partition));
        }
        lanes.forEach((partition, work) -> turn(consumer, partition, work));
    }

    private void turn(KafkaConsumer<String, byte[]> consumer, TopicPartition partition, Work work) {
        CompletableFuture<Lane.Next> running = work.running;
        if (running != null && running.isDone()) {
            work.running = null;
            switch (running.join()) {
                case Lane.Next.ReadOn go -> consumer.resume(List.of(partition));
                case Lane.Next.SeekTo seek -> {
                    consumer.seek(partition, seek.offset());
                    consumer.resume(List.of(partition));
                }
                case Lane.Next.Rest rest ->
                    work.restUntil = System.nanoTime() + rest.time().toNanos();
            }
        } else if (running == null && work.restUntil != 0 && System.nanoTime() - work.restUntil >= 0) {
            find(consumer, partition);
        } else if (running == null && work.restUntil == 0 && replaced(work.lane)) {
            find(consumer, partition);
        } else if (running == null && work.restUntil == 0 && starves(consumer, partition, work)) {
            throw new KafkaException("nothing comes of partition " + partition.partition() + " from offset "
                    + position(consumer, partition, work.lane) + " on for " + STARVED.toSeconds()
                    + " s, though the log has more");
        }
    }

    /**
     * A consumer outlives brokers. One was seen to get nothing for a minute, without a word, of a broker on a restored log; it may
     * have asked for a leader's epoch that this broker did not know yet. One that begins anew remembers nothing.
     */
    private boolean starves(KafkaConsumer<String, byte[]> consumer, TopicPartition partition, Work work) {
        boolean hasMore = status.problem().isEmpty()
                && status.log()
                        .filter(seen -> position(consumer, partition, work.lane)
                                < seen.log().end(partition.partition()))
                        .isPresent();
        long now = System.nanoTime();
        if (!hasMore) {
            work.hungrySince = 0;
        } else if (work.hungrySince == 0) {
            work.hungrySince = now;
        }
        return hasMore && now - work.hungrySince > STARVED.toNanos();
    }

    /** Where the consumer stands: behind what it passed over too. It may be about to ask the broker whether it may stand there. */
    private static long position(KafkaConsumer<String, byte[]> consumer, TopicPartition partition, Lane lane) {
        try {
            return consumer.position(partition, Duration.ZERO);
        } catch (org.apache.kafka.common.errors.TimeoutException beingChecked) {
            return lane.next();
        }
    }

    private boolean replaced(Lane lane) {
        return status.log()
                .filter(seen -> !seen.log().topicId().equals(lane.topicId()))
                .isPresent();
    }

    private void find(KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        Work work = lanes.get(partition);
        if (work != null && work.running == null) {
            consumer.pause(List.of(partition));
            work.restUntil = 0;
            work.hungrySince = 0;
            work.connections = connections(consumer);
            work.running = CompletableFuture.supplyAsync(work.lane::position, workers);
        }
    }

    /**
     * Of a broker that the consumer never lost, the log is the one it was: nobody cuts it while it runs. Where another broker takes
     * over, the consumer compares epochs itself, and says so as of an offset that is out of range.
     */
    private static double connections(KafkaConsumer<String, byte[]> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("connection-creation-total"))
                .mapToDouble(metric -> (double) metric.getValue().metricValue())
                .sum();
    }

    private void pause(Duration time) {
        try {
            if (!closed) {
                Thread.sleep(time);
            }
        } catch (InterruptedException e) {
            // only close() interrupts, and the loops look at it next
        }
    }

    private final class Assignment implements ConsumerRebalanceListener {

        private final KafkaConsumer<String, byte[]> consumer;

        Assignment(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                // Any position will do while it is paused; without one, poll would fail.
                consumer.seek(partition, 0);
                lanes.put(
                        partition,
                        new Work(new Lane(partition.partition(), kafka, store, watch::look, status, listener)));
                find(consumer, partition);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                Work work = lanes.remove(partition);
                if (work != null) {
                    finish(work);
                    status.remove(partition.partition());
                }
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            onPartitionsRevoked(partitions);
        }

        /** So that the next owner finds the row where it will stay; if it does not end, the row still decides. */
        private void finish(Work work) {
            CompletableFuture<Lane.Next> running = work.running;
            if (running != null) {
                try {
                    running.get(5, TimeUnit.SECONDS);
                } catch (ExecutionException | TimeoutException e) {
                    LOG.warn("projection: a batch was on its way when its partition was given up: {}", e.toString());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
