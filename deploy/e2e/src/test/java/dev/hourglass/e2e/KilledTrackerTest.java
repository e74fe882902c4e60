package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.chaos.Await;
import dev.hourglass.cli.chaos.Undisturbed;
import dev.hourglass.cli.stack.Fleet;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTrackerTest {

    private static final int STEPS = 8_000;

    @TempDir
    Path folder;

    @Test
    void a_killed_tracker_misses_nothing_and_doubles_nothing_and_a_rebuild_has_the_same_digest() throws Exception {
        try (Fleet stack = Fleet.start(folder)) {
            var runs = new Runs(stack.api());
            stack.startWorker("worker");
            String run = runs.create(Runs.spec(STEPS));
            for (long step : new long[] {500, 2_000, 4_000}) {
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
            JsonNode rebuild = job(stack, "rebuild");
            JsonNode after = job(stack, "verify");
            assertThat(after.path("digestLive")).isEqualTo(before.path("digestLive"));
            assertThat(stack.api().get("/projection").path("readModel")).isEqualTo(rebuild.path("readModel"));
            assertThat(runs.points(run)).isEqualTo(undisturbed.points());
        }
    }

    private static JsonNode job(Fleet stack, String kind) {
        String id = stack.api().post("/projection/" + kind).path("id").asText();
        String path = "/projection/jobs/" + id;
        Await.until(kind + " is done", Duration.ofSeconds(120), () -> {
            JsonNode job = stack.api().get(path);
            if (job.path("state").textValue().equals("failed")) {
                throw new IllegalStateException(kind + " failed: " + job);
            }
            return job.path("state").textValue().equals("done");
        });
        return stack.api().get(path);
    }
}
