package dev.hourglass.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.checkpoint.Checkpoint;
import dev.hourglass.checkpoint.Safetensors;
import dev.hourglass.checkpoint.SafetensorsWriter;
import dev.hourglass.checkpoint.Tensor;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Event;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecEdit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that start elsewhere than at random weights. */
class BranchTest {

    private static final UUID PARENT = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID BRANCH = UUID.fromString("00000000-0000-7000-8000-000000000002");

    @TempDir
    Path folder;

    private final Spec parent = SmallSpecs.spec(11);
    private Laboratory laboratory;

    @BeforeEach
    void run_the_parent() {
        laboratory = new Laboratory(folder);
        laboratory.execute(PARENT, parent);
    }

    @Test
    void a_branch_that_changes_nothing_repeats_its_parent_to_the_bit() {
        branch(SpecEdit.branch(parent, OptionalLong.empty(), OptionalLong.empty()), 40);
        for (long step : List.of(50L, 75L, 100L, 120L)) {
            assertThat(States.read(laboratory, BRANCH, step)).isEqualTo(States.read(laboratory, PARENT, step));
        }
        Series own = laboratory.series(BRANCH);
        Series parents = laboratory.series(PARENT);
        List<Long> common = own.steps("nll").stream()
                .filter(step -> parents.steps("nll").contains(step))
                .toList();
        assertThat(common).hasSizeGreaterThan(3);
        for (long step : common) {
            assertThat(own.metric("nll").get(step))
                    .isEqualTo(parents.metric("nll").get(step));
        }
    }

    @Test
    void schedules_and_references_begin_at_the_branch_point_and_the_clocks_go_on() {
        branch(SpecEdit.branch(parent, OptionalLong.empty(), OptionalLong.empty()), 40);
        Series own = laboratory.series(BRANCH);
        assertThat(own.steps("msd")).startsWith(40L, 41L, 42L).endsWith(120L);
        assertThat(own.value("msd", 40)).isZero();
        assertThat(own.value("aging", 40)).isZero();
        assertThat(own.value("overlap", 40)).isEqualTo(1);
        double tau = 0;
        for (int step = 0; step < 120; step++) {
            tau += 0.01;
        }
        assertThat(own.tau("msd", 120)).isEqualTo(tau);
    }

    @Test
    void a_branch_may_change_the_rate() throws Exception {
        Spec slower = SpecEdit.setInBranch(
                SpecEdit.branch(parent, OptionalLong.empty(), OptionalLong.empty()),
                Map.of("dynamics.eta", "0.001"),
                "test");
        branch(slower, 40);
        Event.RunCompleted end = laboratory.of(BRANCH, Event.RunCompleted.class).getFirst();
        assertThat(end.clock().step()).isEqualTo(120);
        assertThat(end.clock().tau()).isCloseTo(0.4 + 0.08, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(laboratory.series(BRANCH).value("msd", 120))
                .isLessThan(laboratory.series(PARENT).value("msd", 120));
    }

    @Test
    void a_branch_with_a_seed_of_its_own_takes_another_way() {
        branch(SpecEdit.branch(parent, OptionalLong.empty(), OptionalLong.of(99)), 40);
        assertThat(States.read(laboratory, BRANCH, 50).weights())
                .isNotEqualTo(States.read(laboratory, PARENT, 50).weights());
    }

    @Test
    void a_branch_with_another_rule_for_the_deltas_begins_without_the_parents() throws Exception {
        Spec exact = SpecEdit.setInBranch(
                SpecEdit.branch(parent, OptionalLong.empty(), OptionalLong.empty()),
                Map.of("dynamics.deltas", "exact"),
                "test");
        assertThat(branch(exact, 40)).isInstanceOf(Outcome.Completed.class);
        assertThat(laboratory.of(BRANCH, Event.LogRecorded.class))
                .anySatisfy(log -> assertThat(log.text()).contains("another rule for the deltas"));
    }

    @Test
    void an_interrupted_branch_goes_on_to_the_same_end_and_keeps_its_branch_point() {
        Spec spec = SpecEdit.waitingTimeBranch(parent, 40);
        branch(spec, 40);
        var again = new Laboratory(folder);
        again.execute(laboratory.from(BRANCH, spec, laboratory.checkpoint(BRANCH, 50)), new RunControl(), event -> {});
        assertThat(again.finalCheckpoint(BRANCH)).isEqualTo(laboratory.finalCheckpoint(BRANCH));
        Series whole = laboratory.series(BRANCH);
        again.series(BRANCH).metrics().forEach((name, points) -> assertThat(points)
                .isEqualTo(whole.metric(name).tailMap(51L)));
    }

    @Test
    void waiting_times_leave_checkpoints_at_their_steps() {
        assertThat(laboratory.of(PARENT, Event.CheckpointSaved.class))
                .extracting(saved -> saved.clock().step() + " " + saved.reason())
                .containsExactly(
                        "25 " + CheckpointReason.PERIODIC,
                        "40 " + CheckpointReason.WAITING_TIME,
                        "50 " + CheckpointReason.PERIODIC,
                        "75 " + CheckpointReason.PERIODIC,
                        "80 " + CheckpointReason.WAITING_TIME,
                        "100 " + CheckpointReason.PERIODIC,
                        "120 " + CheckpointReason.FINAL);
    }

    @Test
    void a_run_starts_from_the_weights_of_a_safetensors_file() throws IOException {
        Checkpoint source =
                States.checkpoint(laboratory, laboratory.checkpoint(PARENT, 75).sha256());
        var tensors = source.system().weights().entrySet().stream()
                .map(e -> new Tensor.F64(
                        e.getKey(), List.of(e.getValue().numRows, e.getValue().numCols), e.getValue().data))
                .toList();
        String weights = laboratory
                .blobs
                .write(out -> SafetensorsWriter.write(Safetensors.of(Map.of(), tensors), out))
                .sha256();
        Spec spec = SmallSpecs.with(parent, Map.of("start.weights", weights, "stop.steps", "80"));
        assertThat(laboratory.execute(BRANCH, spec)).isInstanceOf(Outcome.Completed.class);
        Series own = laboratory.series(BRANCH);
        // The same weights to a rounding of the polar factor, so the same loss to many digits.
        assertThat(own.value("nll", 0))
                .isCloseTo(new ValueAt(laboratory, 75).nll(), org.assertj.core.api.Assertions.within(1e-12));
        assertThat(own.value("msd", 0)).isZero();
    }

    private Outcome branch(Spec spec, long step) {
        return laboratory.execute(
                laboratory.branch(BRANCH, spec, laboratory.checkpoint(PARENT, step)), new RunControl(), event -> {});
    }

    /** The parent's loss at a step that its schedule may not have: by a branch there. */
    private record ValueAt(Laboratory laboratory, long step) {
        double nll() {
            UUID probe = UUID.randomUUID();
            Spec spec = SpecEdit.branch(SmallSpecs.spec(11), OptionalLong.of(step), OptionalLong.empty());
            laboratory.execute(
                    laboratory.branch(probe, spec, laboratory.checkpoint(PARENT, step)), new RunControl(), event -> {});
            return laboratory.series(probe).value("nll", step);
        }
    }
}
