package dev.hourglass.tracker.publish;

import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.readmodel.NoReadModelException;
import dev.hourglass.tracker.readmodel.Offsets;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far the live read model is. Partitions of this tracker's own projection are signalled; of the others' the offset row
 * is read again and again while somebody waits.
 */
@Singleton
public final class ProjectedOffsets {

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final LiveReadModel live;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<Integer, Long> signalled = new HashMap<>();

    public ProjectedOffsets(LiveReadModel live) {
        this.live = live;
    }

    /** The rows: partition to next offset. */
    public Map<Integer, Long> read() throws SQLException {
        try (Connection connection = live.open()) {
            return Offsets.next(connection);
        }
    }

    /** A batch up to {@code nextOffset} was committed into the live read model. */
    public void passed(int partition, long nextOffset) {
        lock.lock();
        try {
            signalled.merge(partition, nextOffset, Math::max);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The read model was switched: what was signalled speaks of the old one. */
    public void forget() {
        lock.lock();
        try {
            signalled.clear();
        } finally {
            lock.unlock();
        }
    }

    boolean await(LogPosition position, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isSignalled(position) && !isRead(position)) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || !rest(Math.min(left, POLL_NANOS))) {
                return false;
            }
        }
        return true;
    }

    private boolean isSignalled(LogPosition position) {
        lock.lock();
        try {
            return signalled.getOrDefault(position.partition(), 0L) > position.offset();
        } finally {
            lock.unlock();
        }
    }

    private boolean isRead(LogPosition position) {
        try {
            return read().getOrDefault(position.partition(), 0L) > position.offset();
        } catch (SQLException | NoReadModelException gone) {
            return false; // the database may be back before patience ends
        }
    }

    private boolean rest(long nanos) {
        lock.lock();
        try {
            long ignored = moved.awaitNanos(nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
