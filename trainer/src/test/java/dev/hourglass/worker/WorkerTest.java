package dev.hourglass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Command;
import dev.hourglass.events.Event;
import dev.hourglass.events.IdleWorker;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.run.Await;
import dev.hourglass.run.FolderTrainings;
import dev.hourglass.run.SmallSpecs;
import dev.hourglass.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker at a real Kafka. */
class WorkerTest {

    private static final Optional<UUID> WHOEVER = Optional.empty();

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
    void it_takes_what_was_queued_before_it_came_and_publishes_what_train_writes() throws Exception {
        kafka.offer(run, SmallSpecs.spec(1));
        kafka.worker("a");
        kafka.await(run, Event.RunCompleted.class);
        var training = FolderTrainings.of(folder.resolve("train"), SmallSpecs.text(1));
        assertThat(kafka.series(run)).isEqualTo(training.series(0));
        assertThat(kafka.last(run, Event.CheckpointSaved.class).sha256()).isEqualTo(training.finalCheckpoint(0));
        kafka.assertGapless(run);
    }

    @Test
    void a_record_that_is_no_work_and_a_run_that_cannot_start_do_not_stop_the_queue() {
        kafka.send(Topics.WORK, "x", "nonsense".getBytes(StandardCharsets.UTF_8));
        kafka.send(Topics.WORK, "x", new byte[0]);
        UUID failing = UUID.randomUUID();
        Spec bach = SmallSpecs.parse(
                SmallSpecs.text(1).replace("synthetic-chorales, chorales: 2", "jsb-chorales, chorales: 2"));
        kafka.offer(failing, bach);
        kafka.offer(run, SmallSpecs.spec(2));
        kafka.worker("a");
        kafka.await(run, Event.RunCompleted.class);
        assertThat(kafka.last(failing, Event.RunFailed.class).reason()).contains("jsb-chorales");
    }

    @Test
    void two_workers_share_two_runs() {
        UUID other = UUID.randomUUID();
        kafka.offer(run, SmallSpecs.endless(3));
        kafka.offer(other, SmallSpecs.endless(4));
        kafka.worker("a");
        kafka.worker("b");
        kafka.await(run, Event.MetricsRecorded.class);
        kafka.await(other, Event.MetricsRecorded.class);
        assertThat(List.of(workerOf(run), workerOf(other))).containsExactlyInAnyOrder("a", "b");
        kafka.command(run, WHOEVER, Command.Kind.CANCEL);
        kafka.command(other, WHOEVER, Command.Kind.CANCEL);
        kafka.await(run, Event.RunCancelled.class);
        kafka.await(other, Event.RunCancelled.class);
        assertThat(kafka.of(run, Event.AttemptStarted.class)).hasSize(1);
        assertThat(kafka.of(other, Event.AttemptStarted.class)).hasSize(1);
    }

    @Test
    void one_worker_runs_one_after_the_other_and_leaves_the_rest_to_those_who_come() {
        UUID second = UUID.randomUUID();
        UUID third = UUID.randomUUID();
        kafka.offer(run, SmallSpecs.endless(5));
        kafka.offer(second, SmallSpecs.spec(6));
        kafka.offer(third, SmallSpecs.spec(7));
        kafka.worker("busy");
        kafka.await(run, Event.MetricsRecorded.class);
        kafka.worker("free");
        kafka.await(second, Event.RunCompleted.class);
        kafka.await(third, Event.RunCompleted.class);
        assertThat(List.of(workerOf(second), workerOf(third))).containsOnly("free");
        kafka.command(run, WHOEVER, Command.Kind.CANCEL);
        kafka.await(run, Event.RunCancelled.class);
    }

    @Test
    void commands_reach_it_and_a_paused_run_goes_on_as_if_nothing_had_been() {
        Spec spec = SmallSpecs.endless(8);
        kafka.worker("a");
        kafka.offer(run, spec);
        kafka.await(run, Event.MetricsRecorded.class);
        kafka.command(run, WHOEVER, Command.Kind.CHECKPOINT);
        kafka.await(run, Event.CheckpointSaved.class, saved -> saved.reason() == CheckpointReason.ON_DEMAND);
        UUID attempt = kafka.last(run, Event.AttemptStarted.class).origin().attempt();
        kafka.command(run, Optional.of(UUID.randomUUID()), Command.Kind.CANCEL); // another attempt is meant
        kafka.command(run, Optional.of(attempt), Command.Kind.PAUSE);
        kafka.await(run, Event.RunPaused.class);

        kafka.offer(kafka.next(run, spec));
        kafka.await(run, Event.AttemptStarted.class, again -> again.follows().equals(Optional.of(attempt)));
        kafka.command(run, WHOEVER, Command.Kind.CHECKPOINT);
        kafka.await(run, Event.CheckpointSaved.class, saved -> !saved.origin()
                .attempt()
                .equals(attempt));
        kafka.assertPausedEqualsUndisturbed(run, spec);
    }

    @Test
    void told_to_stop_it_says_nothing_more_and_takes_other_work() {
        kafka.worker("a");
        kafka.offer(run, SmallSpecs.endless(9));
        kafka.await(run, Event.MetricsRecorded.class);
        UUID attempt = kafka.last(run, Event.AttemptStarted.class).origin().attempt();
        kafka.command(run, Optional.of(attempt), Command.Kind.STOP);
        UUID other = UUID.randomUUID();
        kafka.offer(other, SmallSpecs.spec(10));
        kafka.await(other, Event.RunCompleted.class);
        assertThat(kafka.of(run, Event.End.class)).isEmpty();
    }

    @Test
    void closed_it_hands_its_run_over_and_the_next_worker_goes_on() {
        Spec spec = SmallSpecs.endless(11);
        Worker first = kafka.worker("first");
        kafka.offer(run, spec);
        kafka.await(run, Event.MetricsRecorded.class);
        first.close();
        assertThat(kafka.of(run, Event.End.class)).isEmpty();
        UUID attempt = kafka.last(run, Event.AttemptStarted.class).origin().attempt();
        kafka.worker("second"); // nobody offers the run but the one that was closed
        kafka.await(run, Event.AttemptStarted.class, again -> again.follows().equals(Optional.of(attempt)));
        assertThat(workerOf(run)).isEqualTo("second");
        kafka.await(run, Event.MetricsRecorded.class, points -> !points.origin()
                .attempt()
                .equals(attempt));
        kafka.assertPausedEqualsUndisturbed(run, spec);
    }

    @Test
    void without_a_run_it_says_that_it_waits() {
        kafka.worker("waits");
        Await.until("a sign of life", () -> kafka.beats().stream()
                .anyMatch(
                        beat -> beat instanceof IdleWorker && beat.worker().equals("waits") && beat.memoryBytes() > 0));
    }

    @Test
    void it_gives_signs_of_life_with_its_speed_and_its_end() {
        kafka.worker("a");
        kafka.offer(run, SmallSpecs.endless(12));
        Await.until("a heartbeat with a speed", () -> kafka.heartbeats().stream()
                .anyMatch(beat -> beat.run().equals(run) && beat.stepsPerSecond() > 0));
        UUID attempt = kafka.last(run, Event.AttemptStarted.class).origin().attempt();
        assertThat(kafka.heartbeats())
                .filteredOn(beat -> beat.run().equals(run))
                .allMatch(
                        beat -> beat.attempt().equals(attempt) && beat.worker().equals("a"))
                .anySatisfy(beat -> {
                    assertThat(beat.clock().step()).isPositive();
                    assertThat(beat.expectedEndMs()).isPresent();
                    assertThat(beat.memoryBytes()).isPositive();
                    assertThat(beat.cpuLoad()).isPositive();
                });
        kafka.command(run, WHOEVER, Command.Kind.CANCEL);
        kafka.await(run, Event.RunCancelled.class);
    }

    private static String workerOf(UUID which) {
        return kafka.last(which, Event.AttemptStarted.class).provenance().worker();
    }
}
