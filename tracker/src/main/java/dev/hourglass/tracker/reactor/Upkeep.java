package dev.hourglass.tracker.reactor;

import dev.hourglass.tracker.kafka.LogWatch;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.readmodel.TableStatistics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What nobody waits for: the trash is emptied, checkpoints are pruned, rows and blobs that count for nothing go, statistics are renewed. */
final class Upkeep implements AutoCloseable {

    private static final long EVERY = TimeUnit.SECONDS.toNanos(10);

    private final LiveReadModel live;
    private final LogWatch watch;
    private final TrashPurging trash;
    private final CheckpointPruning checkpoints;
    private final Settlement settlement;
    private final Forgetting forgetting = new Forgetting();
    private final BlobDeletion blobs;
    private Optional<Long> last = Optional.empty();

    Upkeep(
            LiveReadModel live,
            LogWatch watch,
            EventPublisher publisher,
            InstantSource time,
            Duration trashKeeps,
            Optional<String> blobs) {
        this.live = live;
        this.watch = watch;
        this.trash = new TrashPurging(publisher, time, trashKeeps);
        this.checkpoints = new CheckpointPruning(publisher, time);
        this.settlement = new Settlement(watch, time);
        this.blobs = new BlobDeletion(blobs);
    }

    /** @param now by the monotonic clock, in nanoseconds */
    void turn(Collection<Integer> partitions, long now) throws SQLException {
        if (last.isPresent() && now - last.get() < EVERY) {
            return;
        }
        boolean more = false;
        try (Connection connection = live.open()) {
            TableStatistics.renew(connection);
            trash.turn(connection, partitions);
            checkpoints.turn(connection, partitions);
            Optional<Instant> settled = settlement.look(connection);
            if (settled.isPresent()) {
                more = forgetting.turn(connection, partitions, settled.get());
                blobs.turn(connection, settled.get());
            }
        }
        last = more ? Optional.empty() : Optional.of(now);
    }

    @Override
    public void close() {
        watch.close();
    }
}
