package dev.hourglass.tracker.bulletin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.tracker.people.SettingsStore;
import dev.hourglass.tracker.projection.PartitionStatus;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.rebuild.RebuildJob;
import dev.hourglass.tracker.rebuild.RebuildJobs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Posts what this tracker knows of its partitions when it changes, and now and then; and of its jobs every second. */
@Singleton
final class Bulletin {

    private static final Logger LOG = Logger.getLogger(Bulletin.class);
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    /** A tracker that was frozen may post what was true before; who has the partition now says so again. */
    private static final long AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

    private static final String PARTITION = """
            insert into settings.partition_state (partition, state, reason, bad_offset, bad_key, told_at)
            values (?, ?, ?, ?, ?, now())
                on conflict (partition) do update
               set state = excluded.state, reason = excluded.reason, bad_offset = excluded.bad_offset,
                   bad_key = excluded.bad_key, told_at = excluded.told_at
            """;

    private static final String JOB = """
            insert into settings.job (id, told, told_at) values (?, ?::jsonb, now())
                on conflict (id) do update set told = excluded.told, told_at = excluded.told_at
            """;

    private static final String FORGET = """
            delete from settings.job where told_at < now() - interval '30 days'
            """;

    private final SettingsStore settings;
    private final ProjectionStatus status;
    private final RebuildJobs jobs;
    private final ObjectMapper json;
    private final Map<Integer, Said> said = new HashMap<>();
    private final Set<UUID> over = new HashSet<>();
    private long saidAll = System.nanoTime();
    private final Thread teller =
            Thread.ofPlatform().daemon().name("hourglass-bulletin").unstarted(this::tell);

    private volatile boolean stopping;

    Bulletin(SettingsStore settings, ProjectionStatus status, RebuildJobs jobs, ObjectMapper json) {
        this.settings = settings;
        this.status = status;
        this.jobs = jobs;
        this.json = json;
    }

    private record Said(
            PartitionStatus.Progress progress, Optional<String> reason, Optional<PartitionStatus.BadRecord> bad) {
        static Said of(PartitionStatus now) {
            return new Said(now.progress(), now.reason(), now.badRecord());
        }
    }

    void onStart(@Observes StartupEvent event) {
        teller.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping = true;
        teller.interrupt();
    }

    private void tell() {
        while (!stopping) {
            try {
                Thread.sleep(BETWEEN);
                post();
            } catch (SQLException e) {
                LOG.debugf("nothing is posted for other trackers: %s", e.getMessage()); // health says that it is away
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) { // others would be told the last that was posted, for ever
                LOG.error("what this tracker knows is not posted for the others: a defect; it is tried again", e);
            }
        }
    }

    private void post() throws SQLException {
        boolean all = System.nanoTime() - saidAll > AGAIN_NANOS;
        Map<Integer, Said> now = new HashMap<>();
        for (PartitionStatus partition : status.partitions()) {
            Said saying = Said.of(partition);
            if (all || !saying.equals(said.get(partition.partition()))) {
                write(partition.partition(), saying);
            }
            now.put(partition.partition(), saying);
        }
        said.clear();
        said.putAll(now);
        if (all) {
            saidAll = System.nanoTime();
        }
        for (RebuildJob job : jobs.all()) {
            if (!over.contains(job.id())) {
                boolean ended = job.state() != RebuildJob.State.RUNNING;
                write(job);
                if (ended) {
                    over.add(job.id());
                }
            }
        }
    }

    private void write(int partition, Said saying) throws SQLException {
        @Nullable
        Long offset = saying.bad.map(PartitionStatus.BadRecord::offset).orElse(null);
        @Nullable
        String key = saying.bad
                .flatMap(PartitionStatus.BadRecord::key)
                .map(Bulletin::storable)
                .orElse(null);
        settings.transaction(tx -> tx.update(
                PARTITION,
                partition,
                saying.progress.word(),
                saying.reason.map(Bulletin::storable).orElse(null),
                offset,
                key));
    }

    private void write(RebuildJob job) throws SQLException {
        String told = text(job);
        settings.transaction(tx -> tx.update(JOB, job.id(), told) + tx.update(FORGET));
    }

    private String text(RebuildJob job) {
        try {
            return json.writeValueAsString(JobReport.of(job)).replace("\\u0000", "\\ufffd");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every job has a JSON form", e);
        }
    }

    /** PostgreSQL's texts have every character but one. */
    private static String storable(String text) {
        return text.replace('\0', '\ufffd');
    }
}
