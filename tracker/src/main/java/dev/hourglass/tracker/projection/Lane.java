package dev.hourglass.tracker.projection;

import dev.hourglass.tracker.kafka.LogWatch;
import dev.hourglass.tracker.projection.PartitionStatus.Progress;
import dev.hourglass.tracker.readmodel.NoReadModelException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The projection of one partition: finds its position, applies batches, says what is to be done next. Runs on one thread at a
 * time, not the one that polls, so that a slow or stopped partition holds up no other.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private static final Duration FIRST_REST = Duration.ofMillis(100);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final int partition;
    private final ReadModelStore store;
    private final Supplier<LogWatch.View> log;
    private final ProjectionStatus status;
    private final CommitListener listener;

    private String topicId = "";
    private long next = -1;
    private Duration rest = FIRST_REST;
    /** After a defect: record by record, so that all before the bad one goes on and its place can be named. */
    private boolean singly;

    Lane(
            int partition,
            ReadModelStore store,
            Supplier<LogWatch.View> log,
            ProjectionStatus status,
            CommitListener listener) {
        this.partition = partition;
        this.store = store;
        this.log = log;
        this.status = status;
        this.listener = listener;
    }

    /** What the consumer is to do. */
    sealed interface Next {
        record ReadOn() implements Next {}

        record SeekTo(long offset) implements Next {}

        /** Find the position again, after a while. */
        record Rest(Duration time) implements Next {}
    }

    long next() {
        return next;
    }

    String topicId() {
        return topicId;
    }

    /** Reads the row and checks it against the log. */
    Next position() {
        try {
            Optional<ReadModelStore.Position> row = store.position(partition);
            LogWatch.View seen = log.get();
            Optional<String> wrong = wrong(row, seen);
            if (wrong.isPresent()) {
                return stop(wrong.get());
            }
            topicId = seen.topicId();
            next = row.orElseThrow().nextOffset();
            say(Progress.RUNNING, Optional.empty());
            return new Next.SeekTo(next);
        } catch (SQLException | NoReadModelException e) {
            return rest("PostgreSQL: " + e.getMessage());
        } catch (KafkaException e) {
            return rest(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("projection of partition {} failed to find its position", partition, e);
            return stop("a defect: " + e);
        }
    }

    Next apply(List<ConsumerRecord<String, byte[]>> records) {
        try {
            for (List<ConsumerRecord<String, byte[]>> part : parts(records)) {
                long after = part.getLast().offset() + 1;
                long begin = System.nanoTime();
                Changes changes = store.apply(new Batch(topicId, partition, next, after, part));
                status.applied(System.nanoTime() - begin);
                next = after;
                rest = FIRST_REST;
                say(Progress.RUNNING, Optional.empty());
                listener.committed(partition, next, changes);
            }
            singly = false;
            return new Next.ReadOn();
        } catch (PositionMismatchException e) {
            LOG.info("{}; reading the row", e.getMessage());
            return position();
        } catch (EventNotAppliedException e) {
            return defect(String.valueOf(e.getMessage()), e);
        } catch (SQLException e) {
            return isDefect(e)
                    ? defect("a record from " + partition + ":" + next + " on cannot be stored: " + e.getMessage(), e)
                    : rest("PostgreSQL: " + e.getMessage());
        } catch (NoReadModelException e) {
            return rest("PostgreSQL: " + e.getMessage());
        } catch (RuntimeException e) {
            return defect("a defect: " + e, e);
        }
    }

    /** The log does not have what comes next, or something else is wrong that waiting does not mend. */
    Next stop(String reason) {
        if (!isSaid(reason)) {
            LOG.error("projection of partition {} stopped: {}", partition, reason);
        }
        say(Progress.STOPPED, Optional.of(reason));
        return new Next.Rest(LONGEST_REST); // a rebuild, or a mended program, is noticed without a restart
    }

    private Next defect(String reason, Exception e) {
        if (!singly) {
            singly = true;
            LOG.error("projection of partition {}: going on record by record", partition, e);
            return position();
        }
        return stop(reason);
    }

    private Next rest(String reason) {
        if (!isSaid(reason)) {
            LOG.warn("projection of partition {} waits: {}", partition, reason);
        }
        say(Progress.WAITING, Optional.of(reason));
        Duration now = rest;
        rest = rest.multipliedBy(2).compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest.multipliedBy(2);
        return new Next.Rest(now);
    }

    private Optional<String> wrong(Optional<ReadModelStore.Position> row, LogWatch.View seen) {
        if (row.isEmpty()) {
            return Optional.of("the read model knows no partition " + partition
                    + ": the log was made with fewer; run `hourglass tracker rebuild`");
        }
        long at = row.get().nextOffset();
        if (!row.get().topicId().equals(seen.topicId())) {
            return Optional.of("the log is another one (topic id " + seen.topicId() + ", projected was "
                    + row.get().topicId() + "): restore the right log, or run `hourglass tracker rebuild`");
        }
        if (at > seen.end(partition)) {
            return Optional.of("the log ends at " + partition + ":" + seen.end(partition)
                    + ", but was projected up to " + at
                    + ": records were lost; restore them, or run `hourglass tracker rebuild`");
        }
        if (at < seen.begin(partition)) {
            return Optional.of("the log begins at " + partition + ":" + seen.begin(partition)
                    + ", but was projected only up to " + at
                    + ": records were lost; restore them, or run `hourglass tracker rebuild`");
        }
        return Optional.empty();
    }

    private List<List<ConsumerRecord<String, byte[]>>> parts(List<ConsumerRecord<String, byte[]>> records) {
        if (!singly) {
            return List.of(records);
        }
        List<List<ConsumerRecord<String, byte[]>>> parts = new ArrayList<>();
        records.forEach(one -> parts.add(List.of(one)));
        return parts;
    }

    /** Classes 22 (data), 23 (constraints) and 42 (rules): the same statement would fail again. */
    private static boolean isDefect(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("42"));
    }

    private boolean isSaid(String reason) {
        return status.partitions().stream()
                .anyMatch(p -> p.partition() == partition && p.reason().equals(Optional.of(reason)));
    }

    private void say(Progress progress, Optional<String> reason) {
        status.set(new PartitionStatus(partition, progress, next, reason));
    }
}
