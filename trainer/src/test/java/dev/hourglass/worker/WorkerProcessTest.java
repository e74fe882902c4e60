package dev.hourglass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.embedded.ManagedProcess;
import dev.hourglass.events.Command;
import dev.hourglass.events.Event;
import dev.hourglass.events.WorkOffered;
import dev.hourglass.run.SmallSpecs;
import dev.hourglass.spec.Spec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers as processes that are killed, frozen and ended; the test does what a tracker would. */
class WorkerProcessTest {

    @TempDir
    static Path folder;

    private static KafkaBench kafka;

    private final UUID run = UUID.randomUUID();

    @BeforeAll
    static void start() {
        kafka = new KafkaBench(folder).withTopics();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @AfterEach
    void endWorkers() {
        kafka.closeWorkers();
    }

    @Test
    void killed_in_mid_run_another_goes_on_from_its_last_checkpoint() {
        Spec spec = SmallSpecs.endless(1);
        try (ManagedProcess killed = kafka.workerProcess("killed")) {
            kafka.offer(run, spec);
            kafka.await(run, Event.CheckpointSaved.class, saved -> saved.clock().step() > 2000);
            killed.kill();
        }
        WorkOffered next = kafka.next(run, spec);
        kafka.offer(next);
        kafka.worker("other");
        kafka.await(
                run,
                Event.CheckpointSaved.class,
                saved -> saved.clock().step() > next.from().step() + 2000);
        kafka.assertPausedEqualsUndisturbed(run, spec);
    }

    @Test
    void ended_in_order_it_hands_its_run_over() {
        Spec spec = SmallSpecs.endless(2);
        try (ManagedProcess ended = kafka.workerProcess("ended")) {
            kafka.offer(run, spec);
            kafka.await(run, Event.MetricsRecorded.class);
            assertThat(ended.stop(Duration.ofSeconds(60))).isTrue();
        }
        kafka.worker("other"); // nobody offers the run but the one that ended
        kafka.await(
                run, Event.AttemptStarted.class, started -> started.follows().isPresent());
        kafka.assertPausedEqualsUndisturbed(run, spec);
    }

    @Test
    void frozen_until_another_had_its_run_it_stops_when_told_and_takes_other_work() {
        Spec spec = SmallSpecs.endless(3);
        try (ManagedProcess frozen = kafka.workerProcess("frozen")) {
            kafka.offer(run, spec);
            kafka.await(run, Event.CheckpointSaved.class);
            frozen.freeze();
            UUID first = kafka.last(run, Event.AttemptStarted.class).origin().attempt();
            kafka.offer(kafka.next(run, spec));
            kafka.worker("other");
            kafka.await(run, Event.AttemptStarted.class, started -> started.follows()
                    .isPresent());
            frozen.thaw();
            kafka.command(run, Optional.of(first), Command.Kind.STOP);

            UUID work = UUID.randomUUID(); // the other one is busy without end
            kafka.offer(work, SmallSpecs.spec(4));
            kafka.await(work, Event.RunCompleted.class);
            assertThat(kafka.last(work, Event.AttemptStarted.class).provenance().worker())
                    .isEqualTo("frozen");
            assertThat(kafka.of(run, Event.End.class)).isEmpty();
            kafka.command(run, Optional.empty(), Command.Kind.CANCEL);
            kafka.await(run, Event.RunCancelled.class);
        }
    }
}
