package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.chaos.Undisturbed;
import dev.hourglass.cli.stack.Fleet;
import dev.hourglass.cli.stack.Member;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A minute without Kafka and a minute without PostgreSQL, both killed under load. */
class OutageTest {

    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final int STEPS = 40_000;

    @TempDir
    Path folder;

    @Test
    void the_tracker_catches_up_and_the_trainer_publishes_later() throws Exception {
        try (Fleet stack = Fleet.start(folder)) {
            CompletableFuture<Undisturbed> alone = CompletableFuture.supplyAsync(this::undisturbed);
            var runs = new Runs(stack.api());
            Member worker = stack.startWorker("worker");
            String run = runs.create(Runs.spec(STEPS));
            runs.awaitCheckpoint(run, 500, Duration.ofSeconds(120));

            stack.postgres().kill();
            outage();
            stack.postgres().start();
            runs.awaitCheckpoint(run, 1_000, Duration.ofSeconds(120));

            stack.kafka().kill();
            outage();
            stack.kafka().start();

            runs.awaitState(run, "completed", Duration.ofSeconds(240));
            assertThat(worker.isAlive()).isTrue();
            assertThat(stack.tracker().isAlive()).isTrue();
            Undisturbed undisturbed = alone.join();
            assertThat(runs.points(run)).isEqualTo(undisturbed.points());
            assertThat(runs.finalCheckpoint(run)).isEqualTo(undisturbed.finalCheckpoint());
        }
    }

    private Undisturbed undisturbed() {
        try {
            return Undisturbed.train(Runs.spec(STEPS), folder.resolve("undisturbed"));
        } catch (Exception e) {
            throw new AssertionError("the undisturbed run", e);
        }
    }

    /** The length of the outage is what is tested here, not a guess at how long something takes. */
    private static void outage() {
        long end = System.nanoTime() + OUTAGE.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
