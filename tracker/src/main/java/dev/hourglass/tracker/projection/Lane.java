package dev.hourglass.tracker.projection;

import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.kafka.LogWatch;
import dev.hourglass.tracker.projection.PartitionStatus.BadRecord;
import dev.hourglass.tracker.projection.PartitionStatus.Progress;
import dev.hourglass.tracker.readmodel.NoReadModelException;
import dev.hourglass.tracker.readmodel.Offsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /** Of a record that stops the partition: somebody may wait for it to be passed over. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final int partition;
    private final KafkaClients kafka;
    private final ReadModelStore store;
    private final Supplier<LogWatch.View> log;
    private final ProjectionStatus status;
    private final CommitListener listener;

    private String topicId = "";
    private long next = -1;
    private Duration rest = FIRST_REST;
    /** After a defect: record by record, so that all before the bad one goes on and its place can be named. */
    private boolean singly;

    private Optional<BadRecord> badRecord = Optional.empty();
    private Skips skips;

    Lane(
            int partition,
            KafkaClients kafka,
            ReadModelStore store,
            Supplier<LogWatch.View> log,
            ProjectionStatus status,
            CommitListener listener) {
        this.partition = partition;
        this.kafka = kafka;
        this.skips = new Skips(kafka);
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

    /** Reads the row and checks that it and the log belong together; and, where that may matter, what stands further on in the log. */
    Next position() {
        try {
            Optional<Offsets.Row> row = store.position(partition);
            LogWatch.View seen = log.get();
            Optional<String> wrong = LogCheck.wrong(kafka, partition, row, seen);
            if (wrong.isPresent()) {
                return stop(wrong.get());
            }
            next = row.orElseThrow().nextOffset();
            boolean stands = badRecord.filter(bad -> bad.offset() >= next).isPresent();
            lookAhead(seen, stands);
            topicId = seen.topicId();
            if (!stands) { // else it is tried again, and is as it was until that succeeds
                say(Progress.RUNNING, Optional.empty());
            }
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

    /** At the start, for what was decided while nobody projected this partition, and as long as a record stops it. */
    private void lookAhead(LogWatch.View seen, boolean stands) {
        if (!seen.topicId().equals(topicId)) {
            skips = new Skips(kafka);
        } else if (!stands) {
            return;
        }
        if (next < seen.end(partition)) {
            skips.look(Map.of(partition, next));
        }
    }

    Next apply(List<ConsumerRecord<String, byte[]>> records) {
        for (List<ConsumerRecord<String, byte[]>> part : parts(records)) {
            Optional<Next> instead = applyPart(part);
            if (instead.isPresent()) {
                return instead.get();
            }
        }
        singly = false;
        return new Next.ReadOn();
    }

    /** @return what is to be done instead of going on */
    private Optional<Next> applyPart(List<ConsumerRecord<String, byte[]>> part) {
        try {
            long after = part.getLast().offset() + 1;
            long begin = System.nanoTime();
            Changes changes = store.apply(new Batch(topicId, partition, next, after, part, skips.of(partition)));
            status.applied(System.nanoTime() - begin);
            next = after;
            rest = FIRST_REST;
            say(Progress.RUNNING, Optional.empty());
            listener.committed(partition, next, changes);
            return Optional.empty();
        } catch (PositionMismatchException e) {
            LOG.info("{}; reading the row", e.getMessage());
            return Optional.of(position());
        } catch (EventNotAppliedException e) {
            return Optional.of(defect(String.valueOf(e.getMessage()), part.getFirst(), e));
        } catch (SQLException e) {
            return Optional.of(
                    isDefect(e)
                            ? defect(place(part) + " cannot be stored: " + e.getMessage(), part.getFirst(), e)
                            : rest("PostgreSQL: " + e.getMessage()));
        } catch (NoReadModelException e) {
            return Optional.of(rest("PostgreSQL: " + e.getMessage()));
        } catch (RuntimeException e) {
            return Optional.of(defect(place(part) + " meets a defect: " + e, part.getFirst(), e));
        }
    }

    private String place(List<ConsumerRecord<String, byte[]>> part) {
        return "event " + partition + ":" + part.getFirst().offset();
    }

    /** The log does not have what comes next, or something else is wrong that waiting does not mend. */
    Next stop(String reason) {
        badRecord = Optional.empty();
        return stopped(reason, LONGEST_REST); // a rebuild, or a mended program, is noticed without a restart
    }

    private Next defect(String reason, ConsumerRecord<String, byte[]> stored, Exception e) {
        if (!singly) {
            singly = true;
            LOG.error("projection of partition {}: going on record by record", partition, e);
            return position();
        }
        badRecord = Optional.of(new BadRecord(stored.offset(), Optional.ofNullable(stored.key())));
        return stopped(
                reason + "; mend the tracker, or pass over the event for good with `hourglass tracker skip " + partition
                        + ":" + stored.offset() + " --reason ...`",
                BETWEEN_TRIES);
    }

    private Next stopped(String reason, Duration time) {
        if (!isSaid(reason)) {
            LOG.error("projection of partition {} stopped: {}", partition, reason);
        }
        say(Progress.STOPPED, Optional.of(reason));
        return new Next.Rest(time);
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

    private List<List<ConsumerRecord<String, byte[]>>> parts(List<ConsumerRecord<String, byte[]>> records) {
        if (!singly) {
            return Batch.cut(records);
        }
        List<List<ConsumerRecord<String, byte[]>>> parts = new ArrayList<>();
        records.forEach(one -> parts.add(List.of(one)));
        return parts;
    }

    /** Classes 21 and 22 (data), 23 (constraints), 42 (rules) and 54 (limits): the same statement would fail again. */
    static boolean isDefect(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("21")
                        || state.startsWith("22")
                        || state.startsWith("23")
                        || state.startsWith("42")
                        || state.startsWith("54"));
    }

    private boolean isSaid(String reason) {
        return status.partitions().stream()
                .anyMatch(p -> p.partition() == partition && p.reason().equals(Optional.of(reason)));
    }

    private void say(Progress progress, Optional<String> reason) {
        if (progress == Progress.RUNNING) {
            badRecord = Optional.empty();
        }
        status.set(new PartitionStatus(
                partition, progress, next, reason, progress == Progress.STOPPED ? badRecord : Optional.empty()));
    }
}
