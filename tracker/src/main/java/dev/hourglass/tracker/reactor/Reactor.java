package dev.hourglass.tracker.reactor;

import dev.hourglass.events.Progress;
import dev.hourglass.tracker.HourglassConfig;
import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.kafka.LogWatch;
import dev.hourglass.tracker.live.Heartbeat;
import dev.hourglass.tracker.live.Heartbeats;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.publish.LogUnavailableException;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.readmodel.NoReadModelException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns round and round: what does the read model of this tracker's partitions ask for? Acts only for partitions that have caught
 * up with the log: what it sees is then so, not a memory.
 */
@Singleton
public final class Reactor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reactor.class);
    private static final Duration BETWEEN_TURNS = Duration.ofMillis(250);

    /** More would be forgotten: a heartbeat comes again. */
    private static final int MOST_WAITING = 100_000;

    private final ProjectionStatus status;
    /** Whether heartbeats arrive, if any are sent: the log's events may flow while these do not. */
    private final BooleanSupplier hearing;

    private final OpenRuns runs;
    private final WorkQueue queue;
    private final Offering offering;
    private final Silence silence;
    private final Watching watching;
    private final Commanding commanding;
    private final WaitingTimeBranches branches;
    private final Upkeep upkeep;
    private final BlockingQueue<Progress> heard = new LinkedBlockingQueue<>(MOST_WAITING);
    private final BlockingQueue<Stray> refused = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("hourglass-reactor").unstarted(this::run);
    private volatile boolean closed;

    private record Stray(UUID run, UUID attempt) {}

    @Inject
    Reactor(
            KafkaClients kafka,
            LiveReadModel live,
            ProjectionStatus status,
            EventPublisher publisher,
            Heartbeats heartbeats,
            HourglassConfig config) {
        this(
                kafka,
                live,
                status,
                publisher,
                InstantSource.system(),
                config.lostAfter(),
                config.offerAgainAfter(),
                config.trashKeeps(),
                config.blobs(),
                // who was not heard for half of it and speaks again is in time
                () -> heartbeats.isHearing(config.lostAfter().dividedBy(2)));
        heartbeats.listen((Heartbeat beat) -> hear(beat.progress()));
    }

    Reactor(
            KafkaClients kafka,
            LiveReadModel live,
            ProjectionStatus status,
            EventPublisher publisher,
            InstantSource time,
            Duration lostAfter,
            Duration offerAgainAfter,
            Duration trashKeeps,
            Optional<String> blobs,
            BooleanSupplier hearing) {
        this.status = status;
        this.hearing = hearing;
        this.runs = new OpenRuns(live);
        this.queue = new WorkQueue(kafka);
        this.offering = new Offering(runs, queue, publisher, offerAgainAfter.toNanos());
        // A process that was stopped for long has not listened for as long.
        this.silence = new Silence(System.nanoTime(), lostAfter.dividedBy(3).toNanos());
        this.watching = new Watching(silence, publisher, time, lostAfter.toNanos());
        this.commanding = new Commanding(publisher);
        this.branches = new WaitingTimeBranches(live, publisher, time);
        this.upkeep = new Upkeep(live, new LogWatch(kafka), publisher, time, trashKeeps, blobs);
    }

    public void start() {
        thread.start();
    }

    /** The projection refused an event of this attempt. */
    public void refused(UUID run, UUID attempt) {
        if (!refused.offer(new Stray(run, attempt))) {
            LOG.debug("attempt {} is told to stop at its next heartbeat", attempt);
        }
    }

    /** A heartbeat. */
    void hear(Progress progress) {
        if (!heard.offer(progress)) {
            LOG.warn("{} heartbeats wait; one of {} is forgotten", MOST_WAITING, progress.worker());
        }
    }

    /** Ends without finishing anything: what is left is found again by the next reactor. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (thread.isAlive()) { // the tracker may stop before it has started
                thread.join(Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.close();
        upkeep.close();
    }

    private void run() {
        String problem = "";
        while (!closed) {
            try {
                turn(System.nanoTime());
                problem = "";
            } catch (SQLException | NoReadModelException | LogUnavailableException | KafkaException e) {
                if (!closed && !problem.equals(e.getClass().getName())) {
                    problem = e.getClass().getName();
                    LOG.warn("the reactor waits: {}", e.getMessage());
                }
            } catch (RuntimeException e) {
                LOG.error("the reactor failed and tries again", e);
            }
            rest();
        }
    }

    /** One look at everything. */
    void turn(long now) throws SQLException {
        Set<Integer> partitions = status.caughtUpPartitions();
        silence.turn(now, !partitions.isEmpty() && hearing.getAsBoolean());
        for (Progress progress = heard.poll(); progress != null; progress = heard.poll()) {
            hear(progress, partitions, now);
        }
        for (Stray stray = refused.poll(); stray != null; stray = refused.poll()) {
            stopIfStray(stray, partitions, now);
        }
        if (!partitions.isEmpty()) {
            List<OpenRun> open = runs.read(partitions);
            watching.turn(open, now);
            commanding.turn(open, now);
            branches.turn(partitions, now);
            offering.turn(open, now);
            upkeep.turn(partitions, now);
        }
    }

    private void hear(Progress progress, Set<Integer> partitions, long now) throws SQLException {
        watching.heard(progress.attempt(), now);
        stopIfStray(new Stray(progress.run(), progress.attempt()), partitions, now);
    }

    private void stopIfStray(Stray one, Set<Integer> partitions, long now) throws SQLException {
        if (runs.standing(one.run(), one.attempt(), partitions) == OpenRuns.Standing.STRAY) {
            commanding.stop(one.run(), one.attempt(), now);
        }
    }

    private void rest() {
        try {
            if (!closed) {
                Thread.sleep(BETWEEN_TURNS);
            }
        } catch (InterruptedException e) {
            // only close() interrupts, and the loop looks at it next
        }
    }
}
