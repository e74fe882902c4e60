package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.chaos.Undisturbed;
import dev.hourglass.cli.stack.Fleet;
import dev.hourglass.cli.stack.Member;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A minute without Kafka and a minute without PostgreSQL, both killed under load. */
class OutageTest {

    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final String SPEC = Runs.spec(3_000);

    @TempDir
    Path folder;

    @Test
    void the_tracker_catches_up_and_the_trainer_publishes_later() throws Exception {
        try (Fleet stack = Fleet.start(folder)) {
            var runs = new Runs(stack.api());
            Member worker = stack.startWorker("worker");
            String unseen = outlasting(stack.postgres(), runs);
            String untold = outlasting(stack.kafka(), runs);
            assertThat(worker.isAlive()).isTrue();
            assertThat(stack.tracker().isAlive()).isTrue();

            Undisturbed undisturbed = Undisturbed.train(SPEC, folder.resolve("undisturbed"));
            for (String run : List.of(unseen, untold)) {
                assertThat(runs.attempts(run)).hasSize(1);
                assertThat(runs.points(run)).isEqualTo(undisturbed.points());
                assertThat(runs.finalCheckpoint(run)).isEqualTo(undisturbed.finalCheckpoint());
            }
        }
    }

    /** @return a run that was trained while a server was away */
    private static String outlasting(Member server, Runs runs) {
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
}
