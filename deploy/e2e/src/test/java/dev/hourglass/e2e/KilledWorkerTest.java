package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.chaos.Undisturbed;
import dev.hourglass.cli.stack.Fleet;
import dev.hourglass.cli.stack.Member;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWorkerTest {

    private static final int STEPS = 3_000;

    @TempDir
    Path folder;

    @Test
    void a_run_whose_worker_was_killed_goes_on_from_its_last_checkpoint_and_equals_an_undisturbed_one_to_the_bit()
            throws Exception {
        try (Fleet stack = Fleet.start(folder)) {
            var runs = new Runs(stack.api());
            Member first = stack.startWorker("first");
            String run = runs.create(Runs.spec(STEPS));
            runs.awaitCheckpoint(run, 1_000, Duration.ofSeconds(120));
            first.kill();
            stack.startWorker("second");
            runs.awaitState(run, "completed", Duration.ofSeconds(180));

            JsonNode attempts = runs.attempts(run);
            assertThat(attempts).hasSize(2);
            assertThat(attempts.path(1).path("worker").textValue()).isEqualTo("second");
            assertThat(attempts.path(1).path("follows"))
                    .isEqualTo(attempts.path(0).path("id"));
            assertThat(attempts.path(1).path("fromStep").longValue()).isGreaterThanOrEqualTo(1_000);

            Undisturbed undisturbed = Undisturbed.train(Runs.spec(STEPS), folder.resolve("undisturbed"));
            assertThat(runs.finalCheckpoint(run)).isEqualTo(undisturbed.finalCheckpoint());
            assertThat(runs.points(run)).isEqualTo(undisturbed.points());
        }
    }
}
