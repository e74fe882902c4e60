package dev.hourglass.tracker.projection;

import dev.hourglass.tracker.kafka.LogWatch;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What health, metrics and the reactor know of this tracker's projection. */
@Singleton
public final class ProjectionStatus {

    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

    private final LongSupplier nanoTime;
    private final Map<Integer, PartitionStatus> partitions = new ConcurrentSkipListMap<>();
    private volatile Optional<String> problem = Optional.of("starting");
    private volatile Optional<Seen> seen = Optional.empty();
    private volatile LongConsumer batches = nanos -> {};
    private volatile Consumer<LogWatch.View> looks = log -> {};

    /** @param atNanos by this process's monotonic clock */
    public record Seen(LogWatch.View log, long atNanos) {}

    public ProjectionStatus() {
        this(System::nanoTime);
    }

    ProjectionStatus(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Those this tracker projects; other trackers have the others. */
    public List<PartitionStatus> partitions() {
        return List.copyOf(partitions.values());
    }

    /** What keeps the projection from running at all: it still starts, Kafka or PostgreSQL is gone, the log is not as made. */
    public Optional<String> problem() {
        return problem;
    }

    /** The log as Kafka last showed it. */
    public Optional<Seen> log() {
        return seen;
    }

    /** Whether all partitions of this tracker had reached the log's end as last seen. */
    public boolean caughtUp() {
        return problem.isEmpty() && caughtUpPartitions().size() == partitions.size();
    }

    /** Those of this tracker that had reached the log's end as Kafka showed it within the last seconds. */
    public Set<Integer> caughtUpPartitions() {
        Optional<Seen> now = seen;
        if (problem.isPresent()
                || now.isEmpty()
                || nanoTime.getAsLong() - now.get().atNanos() > FRESH_NANOS) {
            return Set.of();
        }
        return partitions.values().stream()
                .filter(p -> p.progress() == PartitionStatus.Progress.RUNNING
                        && p.nextOffset() >= now.get().log().end(p.partition()))
                .map(PartitionStatus::partition)
                .collect(Collectors.toSet());
    }

    /** @param batches told how many nanoseconds each batch of this tracker took */
    public void onBatch(LongConsumer batches) {
        this.batches = batches;
    }

    /** @param looks told the log whenever Kafka has shown it, about once a second */
    public void onLook(Consumer<LogWatch.View> looks) {
        this.looks = looks;
    }

    void applied(long nanos) {
        batches.accept(nanos);
    }

    public void problem(Optional<String> what) {
        problem = what;
    }

    public void saw(LogWatch.View log) {
        seen = Optional.of(new Seen(log, nanoTime.getAsLong()));
        looks.accept(log);
    }

    void set(PartitionStatus status) {
        partitions.put(status.partition(), status);
    }

    void remove(int partition) {
        partitions.remove(partition);
    }
}
