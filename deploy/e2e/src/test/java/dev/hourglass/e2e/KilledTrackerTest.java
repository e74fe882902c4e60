package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.chaos.Await;
import dev.hourglass.cli.chaos.Undisturbed;
import dev.hourglass.cli.stack.Fleet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTrackerTest {

    private static final int STEPS = 4_000;

    @TempDir
    Path folder;

    @Test
    void a_killed_tracker_misses_nothing_and_doubles_nothing_and_a_rebuild_has_the_same_digest() throws Exception {
        try (Fleet stack = Fleet.start(folder)) {
            var runs = new Runs(stack.api());
            stack.startWorker("worker");
            String run = runs.create(Runs.spec(STEPS));
            for (long step : new long[] {500, 1_500, 3_000}) {
                runs.awaitCheckpoint(run, step, Duration.ofSeconds(120));
                stack.tracker().kill();
                stack.tracker().start();
            }
            runs.awaitState(run, "completed", Duration.ofSeconds(180));

            Undisturbed undisturbed = Undisturbed.train(Runs.spec(STEPS), folder.resolve("undisturbed"));
            assertThat(runs.points(run)).isEqualTo(undisturbed.points());
            assertThat(runs.finalCheckpoint(run)).isEqualTo(undisturbed.finalCheckpoint());

            JsonNode before = job(stack, "verify");
            assertThat(before.path("equal").booleanValue()).as("%s", before).isTrue();
            JsonNode rebuild = killedRebuild(stack);
            assertThat(rebuild.path("equal").booleanValue()).as("%s", rebuild).isTrue();
            JsonNode after = job(stack, "verify");
            assertThat(after.path("digestLive")).isEqualTo(before.path("digestLive"));
            assertThat(stack.api().get("/projection").path("readModel")).isEqualTo(rebuild.path("readModel"));
            assertThat(runs.points(run)).isEqualTo(undisturbed.points());
        }
    }

    /**
     * Its tracker is killed before the switch. The next one goes on with it, though at its start PostgreSQL has not noticed yet that
     * the former one is gone.
     */
    private static JsonNode killedRebuild(Fleet stack) throws Exception {
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
            return ended(stack, id);
        }
    }

    private static JsonNode job(Fleet stack, String kind) {
        return ended(stack, stack.api().post("/projection/" + kind).path("id").asText());
    }

    private static JsonNode ended(Fleet stack, String id) {
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
