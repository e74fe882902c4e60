package dev.hourglass.tracker.start;

import dev.hourglass.events.topics.TopicMismatchException;
import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.people.FirstAdmin;
import dev.hourglass.tracker.projection.ChunkMerger;
import dev.hourglass.tracker.projection.MergeStatus;
import dev.hourglass.tracker.projection.Projection;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.publish.ProjectedOffsets;
import dev.hourglass.tracker.reactor.Reactor;
import dev.hourglass.tracker.rebuild.JobRunningException;
import dev.hourglass.tracker.rebuild.RebuildJob;
import dev.hourglass.tracker.rebuild.RebuildJobs;
import dev.hourglass.tracker.webhook.Webhooks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the parts on a thread of its own: the API answers meanwhile, and health says what is waited for. */
@Singleton
final class TrackerStart {

    private static final Logger LOG = LoggerFactory.getLogger(TrackerStart.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Foundations foundations;
    private final FirstAdmin firstAdmin;
    private final KafkaClients kafka;
    private final DataSource database;
    private final ProjectionStatus status;
    private final MergeStatus merging;
    private final ProjectedOffsets projected;
    private final Reactor reactor;
    private final RebuildJobs jobs;
    private final Webhooks webhooks;
    private final Thread starter =
            Thread.ofPlatform().daemon().name("hourglass-start").unstarted(this::start);

    private volatile boolean stopping;
    private String logged = "";
    private @Nullable Projection projection;
    private @Nullable ChunkMerger merger;

    TrackerStart(
            Foundations foundations,
            FirstAdmin firstAdmin,
            KafkaClients kafka,
            DataSource database,
            ProjectionStatus status,
            MergeStatus merging,
            ProjectedOffsets projected,
            Reactor reactor,
            RebuildJobs jobs,
            Webhooks webhooks) {
        this.foundations = foundations;
        this.firstAdmin = firstAdmin;
        this.kafka = kafka;
        this.database = database;
        this.status = status;
        this.merging = merging;
        this.projected = projected;
        this.reactor = reactor;
        this.jobs = jobs;
        this.webhooks = webhooks;
    }

    void onStart(@Observes StartupEvent event) {
        starter.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping = true;
        starter.interrupt();
        try {
            starter.join(Duration.ofSeconds(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        webhooks.close();
        reactor.close();
        ChunkMerger gathering = merger;
        if (gathering != null) {
            gathering.close();
        }
        Projection running = projection;
        if (running != null) {
            running.close();
        }
    }

    private void start() {
        if (!done("PostgreSQL", foundations::layDatabase)
                || !done("people", firstAdmin::letIn)
                || !done("Kafka", foundations::layLog)) {
            return;
        }
        var gathering = new ChunkMerger(database, merging);
        merger = gathering;
        gathering.start();
        if (done("a read model of its version", this::rollOut)) {
            var running = new Projection(kafka, database, status, new News());
            projection = running;
            running.start();
            reactor.start();
            webhooks.start();
            while (done("PostgreSQL", jobs::resume)) {
                rest(BETWEEN_LOOKS); // another tracker may end in the middle of a rebuild at any time
            }
        }
    }

    /** A new version builds its own read model beside the one that the old version goes on serving, then takes over. */
    private void rollOut() throws SQLException {
        while (!stopping && !foundations.isReadModelOurs()) {
            try {
                RebuildJob job = jobs.start(RebuildJob.Kind.ROLLOUT);
                while (!stopping && job.state() == RebuildJob.State.RUNNING) {
                    RebuildJob.Progress progress = job.progress();
                    status.problem(Optional.of("building the read model of this version of Hourglass: "
                            + progress.recordsDone() + " of " + progress.recordsTotal() + " records"));
                    rest(BETWEEN_TRIES);
                }
                job.error().ifPresent(this::notBuilt);
            } catch (JobRunningException rebuilding) { // a person decided so, and it serves as well
                notBuilt(String.valueOf(rebuilding.getMessage()));
            }
        }
    }

    private void notBuilt(String why) {
        waitsFor("the read model of this version of Hourglass is not built yet: " + why);
        rest(BETWEEN_LOOKS);
    }

    private final class News implements Projection.Listener {
        @Override
        public void passed(int partition, long nextOffset) {
            projected.passed(partition, nextOffset);
        }

        @Override
        public void refused(UUID run, UUID attempt) {
            reactor.refused(run, attempt);
        }
    }

    private interface Step {
        void take() throws SQLException, IOException, TopicMismatchException;
    }

    /** Tries until it succeeds. @return false if the tracker is stopping */
    private boolean done(String on, Step step) {
        while (!stopping) {
            try {
                step.take();
                return true;
            } catch (SQLException | IOException | FlywayException | KafkaException | TopicMismatchException e) {
                waitsFor(on + ": " + e.getMessage());
                rest(BETWEEN_TRIES);
            }
        }
        return false;
    }

    private void waitsFor(String problem) {
        if (!problem.equals(logged)) {
            LOG.warn("the tracker waits: {}", problem);
            logged = problem;
        }
        status.problem(Optional.of(problem));
    }

    private void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            // only onStop interrupts, and the loop looks at it next
        }
    }
}
