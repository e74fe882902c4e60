package dev.hourglass.tracker.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hourglass.blob.FolderBlobStore;
import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.kafka.LogWatch;
import dev.hourglass.tracker.projection.Projection;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.readmodel.EventLogSettings;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Forest;
import dev.hourglass.tracker.testing.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upkeep's own turns, at times of the test's choice; what it publishes is projected and read back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class UpkeepTest {

    private static final Set<Integer> ALL = Set.of(0, 1, 2);
    private static final Duration TRASH_KEEPS = Duration.ofDays(30);

    private Stack stack;
    private Projection projection;
    private Instant now = Instant.now();
    private long nanos;

    @TempDir
    Path folder;

    @BeforeAll
    void start() throws SQLException {
        stack = new Stack();
        stack.update("insert into settings.event_log (topic_id, partitions) values ('made before the blobs', 3)");
        projection = new Projection(stack.clients, stack.database, new ProjectionStatus(), new Projection.Listener() {
            @Override
            public void passed(int partition, long nextOffset) {
                stack.projected.passed(partition, nextOffset);
            }

            @Override
            public void refused(UUID run, UUID attempt) {}
        });
        projection.start();
    }

    @AfterAll
    void stop() {
        projection.close();
        stack.close();
    }

    private Upkeep upkeep() {
        return new Upkeep(
                stack.live, new LogWatch(stack.clients), stack.publisher, () -> now, TRASH_KEEPS, Optional.empty());
    }

    private void turn(Upkeep upkeep) throws SQLException {
        nanos += TimeUnit.MINUTES.toNanos(1);
        upkeep.turn(ALL, nanos);
    }

    private String run(Facts facts, String column) {
        return stack.ask("select " + column + " from run where id = '" + facts.run + "'");
    }

    private String checkpoints(Facts facts) {
        return stack.ask(
                "select string_agg(step::text, ' ' order by step) from checkpoint where run = '" + facts.run + "'");
    }

    /** Trees of runs over several partitions, tended without regard to who inherits from whom. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void what_a_living_run_inherits_stays_and_all_else_that_was_purged_goes(long seed) throws Exception {
        var forest = new Forest(stack, seed, now);
        try (Upkeep upkeep = upkeep()) {
            for (int round = 0; round < 8; round++) {
                forest.happen(12);
                now = forest.time();
                turn(upkeep);
                forest.check(8);
            }
            now = forest.time().plus(Duration.ofHours(2));
            for (int i = 0; i < 4; i++) {
                turn(upkeep);
            }
            forest.check(1000);
            forest.checkGone();
            forest.checkRebuilt();
        }
    }

    @Test
    void the_trash_is_emptied_after_its_time_and_not_before() throws SQLException {
        var facts = new Facts(UUID.randomUUID());
        stack.sayAndAwait(facts.created(), new Event.RunTrashed(facts.run, "ada"));
        try (Upkeep upkeep = upkeep()) {
            now = Facts.envelope(facts.created()).time().plus(TRASH_KEEPS).minusSeconds(1);
            turn(upkeep);
            assertThat(run(facts, "purged_at is null")).isEqualTo("t");
            now = now.plusSeconds(2);
            turn(upkeep);
            turn(upkeep); // its first word may not be projected yet
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> run(facts, "purged_by").equals("tracker/test"));
        }
    }

    @Test
    void of_periodic_checkpoints_the_last_few_stay_and_what_is_more_than_periodic() throws Exception {
        var facts = new Facts(UUID.randomUUID());
        var branch = new Facts(UUID.randomUUID());
        stack.sayAndAwait(
                facts.created(RunKind.QUEUED, Facts.spec("checkpoints: {every: 10, keep: 2}\n"), Optional.empty()),
                facts.started(1, 0),
                facts.saved(1, 1, 10, CheckpointReason.PERIODIC),
                facts.saved(1, 2, 20, CheckpointReason.PERIODIC),
                facts.saved(1, 3, 25, CheckpointReason.ON_DEMAND),
                facts.saved(1, 4, 30, CheckpointReason.PERIODIC),
                facts.saved(1, 5, 35, CheckpointReason.WAITING_TIME),
                facts.saved(1, 6, 40, CheckpointReason.PERIODIC),
                facts.saved(1, 7, 50, CheckpointReason.PERIODIC),
                // Resumed from 40: the one at 50 no longer counts, though it is the latest.
                new Event.RunLost(facts.run, facts.attempt(1), 60_000),
                facts.started(2, 40));
        stack.sayAndAwait(branch.created(RunKind.QUEUED, Facts.spec(""), Optional.of(facts.branchPoint(1, 20))));
        try (Upkeep upkeep = upkeep()) {
            turn(upkeep);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> checkpoints(facts).equals("20 25 30 35 40"));
            stack.sayAndAwait(facts.saved(2, 1, 45, CheckpointReason.PERIODIC));
            turn(upkeep);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> checkpoints(facts).equals("20 25 35 40 45"));
        }
    }

    @Test
    void a_blob_goes_when_nothing_names_it_and_nobody_renewed_it_for_a_day() throws Exception {
        var store = new FolderBlobStore(folder);
        String named = write(store, "named");
        String start = write(store, "start of a living branch");
        String ofPurged = write(store, "of a purged run");
        String pruned = write(store, "pruned");
        String unknown = write(store, "never announced");
        String renewed = write(store, "renewed");
        var facts = new Facts(UUID.randomUUID());
        var purged = new Facts(UUID.randomUUID());
        stack.sayAndAwait(
                facts.created(
                        RunKind.QUEUED,
                        Facts.spec(""),
                        Optional.of(new BranchPoint(purged.run, purged.attempt(1), 5, 0.02, start))),
                facts.started(1, Optional.empty(), 5, true),
                saved(facts, 1, named),
                saved(facts, 2, pruned),
                new Event.CheckpointPruned(facts.run, pruned, 10, "ada"));
        stack.sayAndAwait(
                purged.created(),
                purged.started(1, 0),
                saved(purged, 1, ofPurged),
                saved(purged, 2, named),
                new Event.RunTrashed(purged.run, "ada"),
                Event.RunPurged.of(purged.run, Instant.EPOCH, "ada"));
        Instant later = Instant.now().plus(Duration.ofDays(3));
        assertThat(new FolderBlobStore(folder, Clock.fixed(later.minusSeconds(3600), ZoneOffset.UTC)).renew(renewed))
                .isTrue();
        walk(Instant.now());
        assertThat(List.of(named, start, ofPurged, pruned, unknown, renewed)).allMatch(store::has);
        walk(later);
        assertThat(List.of(named, start, renewed)).allMatch(store::has);
        assertThat(List.of(ofPurged, pruned, unknown)).noneMatch(store::has);
    }

    @Test
    void blobs_that_are_older_than_the_log_are_left_alone_also_after_a_rebuild_onto_another_log() throws Exception {
        var store = new FolderBlobStore(folder);
        String former = write(store, "of the log before");
        try (Connection connection = stack.database.getConnection()) {
            EventLogSettings.EventLog log = EventLogSettings.read(connection).orElseThrow();
            EventLogSettings.write(connection, new EventLogSettings.EventLog("another", log.partitions()), false);
        }
        walk(Instant.now().plus(Duration.ofDays(3)));
        assertThat(store.has(former)).isTrue();
    }

    private void walk(Instant settled) throws SQLException {
        var deletion = new BlobDeletion(Optional.of(folder.toString()));
        try (Connection connection = stack.live.open()) {
            for (int piece = 0; piece < 256; piece++) {
                deletion.turn(connection, settled);
            }
        }
    }

    private static Event saved(Facts facts, long sequence, String sha256) {
        return new Event.CheckpointSaved(
                facts.run, facts.origin(1, sequence), Facts.clock(10), sha256, 5, "here", CheckpointReason.PERIODIC);
    }

    private static String write(FolderBlobStore store, String text) throws IOException {
        return store.write(out -> out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .sha256();
    }
}
