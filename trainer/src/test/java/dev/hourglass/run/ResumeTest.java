package dev.hourglass.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.Event;
import dev.hourglass.spec.Spec;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is interrupted and goes on equals an undisturbed one to the bit. */
class ResumeTest {

    private static final UUID RUN = UUID.fromString("00000000-0000-7000-8000-000000000001");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "sgd, stale, 1",
        "sgd, stale-last, 2",
        "sgd, exact, 3",
        "gradient-descent, stale, 4",
    })
    void paused_at_any_step_and_resumed_it_equals_an_undisturbed_run(String kind, String deltas, long seed) {
        Spec spec = spec(kind, deltas, seed);
        var undisturbed = new Laboratory(folder.resolve("undisturbed"));
        undisturbed.execute(RUN, spec);

        var disturbed = new Laboratory(folder.resolve("disturbed"));
        var work = Laboratory.start(RUN, spec);
        Outcome outcome = null;
        for (int pauses = 0; !(outcome instanceof Outcome.Completed); pauses++) {
            var control = new RunControl();
            int events = 5 + pauses; // where it is paused follows from how much was said
            outcome = disturbed.execute(work, control, new PauseAfter(events, control));
            if (outcome instanceof Outcome.Paused) {
                assertThat(disturbed.lastCheckpoint(RUN).clock().step())
                        .isEqualTo(disturbed
                                .of(RUN, Event.RunPaused.class)
                                .getLast()
                                .clock()
                                .step());
            }
            work = disturbed.next(RUN, spec);
        }
        assertThat(disturbed.of(RUN, Event.AttemptStarted.class)).hasSizeGreaterThan(3);
        assertThat(disturbed.series(RUN)).isEqualTo(undisturbed.series(RUN));
        assertThat(disturbed.finalCheckpoint(RUN)).isEqualTo(undisturbed.finalCheckpoint(RUN));
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void cut_off_anywhere_and_resumed_from_its_last_checkpoint_it_equals_an_undisturbed_run(long seed) {
        Spec spec = SmallSpecs.spec(seed);
        var undisturbed = new Laboratory(folder.resolve("undisturbed"));
        undisturbed.execute(RUN, spec);
        for (int events = 3; events < undisturbed.events.size(); events += 13) {
            var killed = new Laboratory(folder.resolve("killed"));
            int cut = events;
            Outcome outcome = killed.execute(Laboratory.start(RUN, spec), new RunControl(), event -> {
                if (killed.events.size() == cut) {
                    throw new AttemptDroppedException("killed");
                }
            });
            if (outcome instanceof Outcome.Completed) { // how points are gathered into events is a matter of time
                return;
            }
            assertThat(outcome).isInstanceOf(Outcome.Dropped.class);
            assertThat(killed.events).hasSize(cut);
            var again = killed.of(RUN, Event.CheckpointSaved.class).isEmpty()
                    ? Laboratory.start(RUN, spec)
                    : killed.next(RUN, spec);
            assertThat(killed.execute(again, new RunControl(), event -> {})).isInstanceOf(Outcome.Completed.class);
            assertThat(killed.series(RUN)).as("cut after %d events", cut).isEqualTo(undisturbed.series(RUN));
            assertThat(killed.finalCheckpoint(RUN)).isEqualTo(undisturbed.finalCheckpoint(RUN));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exact", "stale", "stale-last"})
    void from_the_checkpoint_of_every_step_it_goes_on_to_the_same_points_and_the_same_end(String deltas) {
        Spec spec = SmallSpecs.parse(SmallSpecs.text(10)
                .replace("deltas: stale", "deltas: " + deltas)
                .replace("perDecade: 20", "steps: 5")
                .replace("gammaEvery: 30", "gammaEvery: 7")
                .replace("every: 25", "every: 1")
                .replace("steps: 120", "steps: 45")
                .replace("waitingTimes: {at: [40, 80], follow: 0.5}", ""));
        var undisturbed = new Laboratory(folder);
        undisturbed.execute(RUN, spec);
        for (Event.CheckpointSaved saved : undisturbed.of(RUN, Event.CheckpointSaved.class)) {
            long step = saved.clock().step();
            var resumed = new Laboratory(folder);
            resumed.execute(resumed.from(RUN, spec, saved), new RunControl(), event -> {});
            resumed.series(RUN).assertEqualTo(undisturbed.series(RUN).after(step));
            assertThat(resumed.finalCheckpoint(RUN)).isEqualTo(undisturbed.finalCheckpoint(RUN));
        }
    }

    @Test
    void a_run_that_stops_by_its_loss_stops_at_the_same_step_from_whatever_checkpoint() {
        Spec whole = SmallSpecs.parse(SmallSpecs.text(7).replace("perDecade: 20", "steps: 10"));
        var first = new Laboratory(folder.resolve("first"));
        first.execute(RUN, whole);
        double reached = first.series(RUN).value("nll", 80);
        Spec spec = SmallSpecs.with(whole, Map.of("stop.nll", Double.toString(reached), "stop.steps", "1000"));
        var undisturbed = new Laboratory(folder.resolve("undisturbed"));
        undisturbed.execute(RUN, spec);
        long end =
                undisturbed.of(RUN, Event.RunCompleted.class).getFirst().clock().step();
        assertThat(end).isLessThanOrEqualTo(80).isGreaterThan(25);
        for (Event.CheckpointSaved saved : undisturbed.of(RUN, Event.CheckpointSaved.class)) {
            var resumed = new Laboratory(folder.resolve("undisturbed"));
            resumed.execute(resumed.from(RUN, spec, saved), new RunControl(), event -> {});
            assertThat(resumed.of(RUN, Event.RunCompleted.class)
                            .getFirst()
                            .clock()
                            .step())
                    .isEqualTo(end);
            assertThat(resumed.finalCheckpoint(RUN)).isEqualTo(undisturbed.finalCheckpoint(RUN));
        }
    }

    @Test
    void wall_time_is_in_no_checkpoint() {
        Spec spec = SmallSpecs.spec(8);
        var noon = new Laboratory(folder.resolve("noon"));
        var other = new Laboratory(folder.resolve("other"), InstantSource.fixed(Instant.EPOCH.plusSeconds(1)));
        noon.execute(RUN, spec);
        other.execute(UUID.randomUUID(), spec);
        assertThat(other.events.getLast().time())
                .isNotEqualTo(noon.events.getLast().time());
        assertThat(((Event.RunCompleted) other.events.getLast().event()).clock().wallMs())
                .isEqualTo(1000);
        assertThat(other.of(other.events.getFirst().event().subject(), Event.CheckpointSaved.class))
                .extracting(Event.CheckpointSaved::sha256)
                .isEqualTo(noon.of(RUN, Event.CheckpointSaved.class).stream()
                        .map(Event.CheckpointSaved::sha256)
                        .toList());
    }

    @Test
    void what_is_observed_changes_nothing() {
        Spec all = SmallSpecs.spec(9);
        Spec none = SmallSpecs.with(all, Map.of("record.metrics", "[]", "record.spectra", "[]"));
        var observed = new Laboratory(folder.resolve("observed"));
        var alone = new Laboratory(folder.resolve("alone"));
        observed.execute(RUN, all);
        alone.execute(RUN, none);
        assertThat(alone.of(RUN, Event.MetricsRecorded.class)).isEmpty();
        assertThat(States.read(alone, RUN, 120)).isEqualTo(States.read(observed, RUN, 120));
    }

    private static Spec spec(String kind, String deltas, long seed) {
        String text = SmallSpecs.text(seed).replace("deltas: stale", "deltas: " + deltas);
        return SmallSpecs.parse(
                kind.equals("sgd")
                        ? text
                        : text.replace("kind: sgd", "kind: " + kind).replace("minibatch: 20, ", ""));
    }

    private static final class PauseAfter implements java.util.function.Consumer<Event> {
        private final RunControl control;
        private int left;

        PauseAfter(int events, RunControl control) {
            this.left = events;
            this.control = control;
        }

        @Override
        public void accept(Event event) {
            if (--left == 0) {
                control.end(RunControl.Ending.PAUSE, "a test");
            }
        }
    }
}
