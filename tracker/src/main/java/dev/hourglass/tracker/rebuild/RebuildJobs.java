package dev.hourglass.tracker.rebuild;

import dev.hourglass.tracker.HourglassConfig;
import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.publish.ProjectedOffsets;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rebuilds and verifications of this process. They are forgotten with it, but a rebuild is gone on with by the next tracker that
 * starts.
 */
@Singleton
public final class RebuildJobs {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildJobs.class);

    private final KafkaClients kafka;
    private final DataSource database;
    private final LiveReadModel live;
    private final ProjectedOffsets projected;
    private final Optional<Path> blobs;
    private final Map<UUID, RebuildJob> jobs = new ConcurrentHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("hourglass-rebuild").factory());

    @Inject
    RebuildJobs(
            KafkaClients kafka,
            DataSource database,
            LiveReadModel live,
            ProjectedOffsets projected,
            HourglassConfig config) {
        this(kafka, database, live, projected, config.blobs().map(Path::of));
    }

    /** @param blobs the folder whose blobs a verification reads */
    public RebuildJobs(
            KafkaClients kafka,
            DataSource database,
            LiveReadModel live,
            ProjectedOffsets projected,
            Optional<Path> blobs) {
        this.kafka = kafka;
        this.database = database;
        this.live = live;
        this.projected = projected;
        this.blobs = blobs;
    }

    /** @throws JobRunningException if one runs in this tracker; one of another tracker is met later and fails this job */
    public RebuildJob start(RebuildJob.Kind kind) {
        return start(UUID.randomUUID(), kind);
    }

    /**
     * Goes on with a rebuild that ended with its tracker. To be called again and again: while a tracker works on it, or PostgreSQL
     * has not noticed yet that it is gone, nothing comes of it.
     */
    public void resume() throws SQLException {
        if (running().isPresent()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            for (Building building : Building.all(connection)) {
                if (building.servesFor(RebuildJob.Kind.REBUILD) && Rebuild.nobodyWorks(connection)) {
                    LOG.info("rebuild {} is gone on with", building.job());
                    start(building.job(), building.kind());
                    return;
                }
            }
        } catch (JobRunningException e) {
            LOG.info("no rebuild is gone on with: {}", e.getMessage()); // somebody was quicker
        }
    }

    private Optional<RebuildJob> running() {
        return jobs.values().stream()
                .filter(job -> job.state() == RebuildJob.State.RUNNING)
                .findFirst();
    }

    private synchronized RebuildJob start(UUID id, RebuildJob.Kind kind) {
        running().ifPresent(job -> {
            throw new JobRunningException("job " + job.id() + " (" + job.kind().word() + ") is running");
        });
        var job = new RebuildJob(id, kind);
        jobs.put(job.id(), job);
        worker.execute(() -> run(job));
        return job;
    }

    public List<RebuildJob> all() {
        return List.copyOf(jobs.values());
    }

    public Optional<RebuildJob> job(UUID id) {
        return Optional.ofNullable(jobs.get(id));
    }

    private void run(RebuildJob job) {
        try (var rebuild = new Rebuild(kafka, database, job)) {
            rebuild.run(() -> {
                live.refresh();
                projected.forget();
            });
            if (job.kind() == RebuildJob.Kind.VERIFY && blobs.isPresent()) {
                check(blobs.get(), job);
            }
            job.done();
        } catch (JobRunningException e) {
            LOG.info("{} {} is not begun: {}", job.kind().word(), job.id(), e.getMessage());
            job.failed(String.valueOf(e.getMessage()));
        } catch (AnotherLogException e) {
            LOG.warn("{} {} is not begun: {}", job.kind().word(), job.id(), e.getMessage());
            job.failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException | InterruptException stopping) {
            LOG.info("{} {} is left as it is: the tracker stops", job.kind().word(), job.id());
            job.failed("the tracker that ran it was stopped");
        } catch (Exception e) { // whatever ends a job is its result
            LOG.error("{} {} failed", job.kind().word(), job.id(), e);
            job.failed(String.valueOf(e.getMessage()));
        }
    }

    private void check(Path folder, RebuildJob job) throws SQLException, IOException, InterruptedException {
        try (Connection connection = live.open()) {
            new BlobCheck(folder).run(connection, job::checked);
        }
    }

    @PreDestroy
    void close() {
        worker.shutdownNow();
    }
}
