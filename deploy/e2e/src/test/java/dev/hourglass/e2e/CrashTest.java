package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.chaos.Await;
import dev.hourglass.cli.chaos.Undisturbed;
import dev.hourglass.cli.stack.Fleet;
import dev.hourglass.cli.stack.Member;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed under a run, it ends as one that nothing happened to, to the bit. One stack, which each test finds whole. */
class CrashTest {

    private static final String SPEC = Runs.spec(3_000);
    private static final Duration OUTAGE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Fleet stack;
    private static Runs runs;
    private static Undisturbed undisturbed;

    @BeforeAll
    static void start() throws Exception {
        stack = Fleet.start(folder);
        runs = new Runs(stack.api());
        undisturbed = Undisturbed.train(SPEC, folder.resolve("undisturbed"));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void no_worker_is_left_to_the_next() {
        stack.workers().forEach(Member::close);
    }

    @Test
    void a_run_whose_worker_was_killed_goes_on_from_its_last_checkpoint() {
        Member first = stack.startWorker("first");
        String run = runs.create(SPEC);
        runs.awaitCheckpoint(run, 1_000, Duration.ofSeconds(120));
        first.kill();
        stack.startWorker("second");
        runs.awaitState(run, "completed", Duration.ofSeconds(180));

        JsonNode attempts = runs.attempts(run);
        assertThat(attempts).hasSize(2);
        assertThat(attempts.path(1).path("worker").textValue()).isEqualTo("second");
        assertThat(attempts.path(1).path("follows")).isEqualTo(attempts.path(0).path("id"));
        assertThat(attempts.path(1).path("fromStep").longValue()).isGreaterThanOrEqualTo(1_000);
        assertUndisturbed(run);
    }

    @Test
    void a_killed_tracker_misses_nothing_and_doubles_nothing_and_a_rebuild_has_the_same_digest() throws Exception {
        stack.startWorker("worker");
        String run = runs.create(SPEC);
        for (long step : new long[] {500, 1_500, 2_500}) {
            runs.awaitCheckpoint(run, step, Duration.ofSeconds(120));
            stack.tracker().kill();
            stack.tracker().start();
        }
        runs.awaitState(run, "completed", Duration.ofSeconds(180));
        assertUndisturbed(run);
        runs.awaitPruned(Duration.ofSeconds(60));

        JsonNode before = job("verify");
        assertThat(before.path("equal").booleanValue()).as("%s", before).isTrue();
        JsonNode rebuild = killedRebuild();
        assertThat(rebuild.path("equal").booleanValue()).as("%s", rebuild).isTrue();
        JsonNode after = job("verify");
        assertThat(after.path("digestLive"))
                .as("after %s, before %s", after, before)
                .isEqualTo(before.path("digestLive"));
        assertThat(stack.api().get("/projection").path("readModel")).isEqualTo(rebuild.path("readModel"));
        assertThat(runs.points(run)).isEqualTo(undisturbed.points());
    }

    @Test
    void after_a_minute_without_a_server_the_tracker_catches_up_and_the_trainer_publishes_later() {
        Member worker = stack.startWorker("worker");
        String unseen = outlasting(stack.postgres());
        String untold = outlasting(stack.kafka());
        assertThat(worker.isAlive()).isTrue();
        assertThat(stack.tracker().isAlive()).isTrue();
        for (String run : List.of(unseen, untold)) {
            assertThat(runs.attempts(run)).hasSize(1);
            assertUndisturbed(run);
        }
    }

    private static void assertUndisturbed(String run) {
        assertThat(runs.points(run)).isEqualTo(undisturbed.points());
        assertThat(runs.finalCheckpoint(run)).isEqualTo(undisturbed.finalCheckpoint());
    }

    /** @return a run that was trained while a server was away, killed under load */
    private static String outlasting(Member server) {
        String run = runs.create(SPEC);
        runs.awaitCheckpoint(run, 500, Duration.ofSeconds(120));
        server.kill();
        outage();
        server.start();
        runs.awaitState(run, "completed", Duration.ofSeconds(240));
        return run;
    }

    /** The length of the outage is what is tested here, not a guess at how long something takes. */
    private static void outage() {
        long end = System.nanoTime() + OUTAGE.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    /**
     * Its tracker is killed before the switch. The next one goes on with it, though at its start PostgreSQL has not noticed yet that
     * the former one is gone.
     */
    private static JsonNode killedRebuild() throws Exception {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock_shared(hashtext('hourglass live read model'))");
            String id = stack.api().post("/projection/rebuild").path("id").asText();
            Await.until("the rebuild waits to switch", Duration.ofSeconds(60), () -> {
                try (ResultSet waiting = statement.executeQuery(
                        "select from pg_locks where not granted and locktype = 'advisory' and mode = 'ExclusiveLock'")) {
                    return waiting.next();
                }
            });
            stack.tracker().kill();
            connection.commit();
            statement.execute("select pg_advisory_xact_lock(hashtext('hourglass rebuild'))");
            stack.tracker().start();
            connection.commit();
            return ended(id);
        }
    }

    private static JsonNode job(String kind) {
        return ended(stack.api().post("/projection/" + kind).path("id").asText());
    }

    private static JsonNode ended(String id) {
        String path = "/projection/jobs/" + id;
        Await.until("job " + id + " is done", Duration.ofSeconds(120), () -> {
            JsonNode job = stack.api().get(path);
            if (job.path("state").textValue().equals("failed")) {
                throw new IllegalStateException("failed: " + job);
            }
            return job.path("state").textValue().equals("done");
        });
        return stack.api().get(path);
    }
}
