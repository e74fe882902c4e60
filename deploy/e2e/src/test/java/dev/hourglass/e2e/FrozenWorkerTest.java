package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.chaos.Await;
import dev.hourglass.cli.chaos.Undisturbed;
import dev.hourglass.cli.stack.Fleet;
import dev.hourglass.cli.stack.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenWorkerTest {

    private static final String SPEC = Runs.spec(3_000, 100);

    /** A producer has five batches on the wire; they are Kafka's as soon as it wakes. What is refused comes after them. */
    private static final int BEYOND_THE_WIRE = 10;

    @TempDir
    Path folder;

    @Test
    void a_worker_that_wakes_when_another_has_its_run_is_refused_and_ends_and_the_run_is_whole() throws Exception {
        try (Fleet stack = Fleet.start(folder)) {
            var runs = new Runs(stack.api());
            Member sleeper = stack.startWorker("sleeper");
            String run = runs.create(SPEC);
            runs.awaitCheckpoint(run, 500, Duration.ofSeconds(120));
            // With Kafka silent its events pile up in its hands: awake again, it sends them before it hears anything.
            stack.kafka().freeze();
            long saved = blobs(stack);
            Await.until(
                    "it saves more checkpoints", Duration.ofSeconds(60), () -> blobs(stack) > saved + BEYOND_THE_WIRE);
            sleeper.freeze();
            stack.kafka().thaw();
            stack.startWorker("other");
            Await.until(
                    "another has the run",
                    Duration.ofSeconds(120),
                    () -> runs.attempts(run).size() == 2);
            sleeper.thaw();
            Await.until("its events are refused", Duration.ofSeconds(60), () -> refused(runs, run) > 0);
            runs.awaitState(run, "completed", Duration.ofSeconds(180));

            // it took the tracker's word and is free for other work, which only a worker without a run can take
            String next = runs.create(Runs.spec(500));
            runs.awaitState(next, "completed", Duration.ofSeconds(60));
            assertThat(runs.attempts(run)).hasSize(2);

            Undisturbed undisturbed = Undisturbed.train(SPEC, folder.resolve("undisturbed"));
            assertThat(runs.finalCheckpoint(run)).isEqualTo(undisturbed.finalCheckpoint());
            assertThat(runs.points(run)).isEqualTo(undisturbed.points());
        }
    }

    private static long blobs(Fleet stack) throws IOException {
        try (Stream<Path> files = Files.walk(stack.blobs())) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static long refused(Runs runs, String run) {
        long refused = 0;
        for (JsonNode attempt : runs.attempts(run)) {
            refused += attempt.path("refusedEvents").longValue();
        }
        return refused;
    }
}
