package dev.hourglass.checkpoint;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataFolders;
import dev.hourglass.data.DataSource;
import dev.hourglass.engine.Kernels;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import dev.hourglass.model.recurrent.ChordSequences;
import dev.hourglass.model.recurrent.DeepRecurrent;
import dev.hourglass.model.recurrent.DeltaRule;
import dev.hourglass.spec.Spec.DataSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SystemStateTest {

    private static final ChordSequences CHORDS = new DataSource(
                    new DataFolders(Optional.empty(), Optional.empty(), Path.of("nowhere")))
            .load(new DataSpec.SyntheticChorales(2, 3))
            .sequences();

    private final DeepRecurrent system = network(2, 8, DeltaRule.STALE, 1);

    @Test
    void a_restored_system_has_the_same_next_gradients() {
        DeepRecurrent other = network(2, 8, DeltaRule.STALE, 2);
        int[] batch = {0, 5, 9, 30};
        var gradient = system.weights().like();
        system.gradient(batch, batch.length, gradient); // leaves stale deltas behind
        SystemState.of(system).restoreInto(other, "memory");
        var otherGradient = other.weights().like();
        for (int step = 0; step < 3; step++) {
            system.gradient(batch, batch.length, gradient);
            other.gradient(batch, batch.length, otherGradient);
            assertThat(otherGradient.values()).isEqualTo(gradient.values());
        }
    }

    @Test
    void a_state_is_a_copy() {
        SystemState state = SystemState.of(system);
        double before = requireNonNull(state.weights().get("J0")).get(0, 0);
        system.weights().zero();
        assertThat(requireNonNull(state.weights().get("J0")).get(0, 0)).isEqualTo(before);
    }

    @Test
    void a_state_of_another_width_depth_or_delta_rule_is_refused_and_changes_nothing() {
        double[] before = system.weights().values().clone();
        for (DeepRecurrent other : List.of(
                network(2, 9, DeltaRule.STALE, 1),
                network(3, 8, DeltaRule.STALE, 1),
                network(1, 8, DeltaRule.STALE, 1))) {
            SystemState state = SystemState.of(other);
            assertThatThrownBy(() -> state.restoreInto(system, "other.safetensors"))
                    .isInstanceOf(UnfitStateException.class)
                    .hasMessageContaining("other.safetensors");
        }
        assertThat(system.weights().values()).isEqualTo(before);
        SystemState exact = SystemState.of(network(2, 8, DeltaRule.EXACT, 1));
        assertThatThrownBy(() -> exact.restoreInto(system, "exact.safetensors"))
                .isInstanceOf(UnfitStateException.class)
                .hasMessageContaining("buffers");
    }

    @Test
    void weights_of_another_program_are_taken_by_name_and_made_orthogonal() {
        DeepRecurrent source = network(2, 8, DeltaRule.EXACT, 5);
        var tensors = new LinkedHashMap<String, Tensor>();
        SystemState.named(source.weights()).forEach((name, matrix) -> {
            if (name.equals("M0")) {
                matrix.data[0] += 0.01; // single precision, say
            }
            List<Integer> shape = name.equals("h0") ? List.of(54) : List.of(matrix.numRows, matrix.numCols);
            tensors.put(name, new Tensor.F64(name, shape, matrix.data));
        });
        tensors.put("optimizer.step", new Tensor.I64("optimizer.step", List.of(), new long[] {7}));
        StartingWeights.load(Safetensors.of(Map.of(), List.copyOf(tensors.values())), system, "other.safetensors");
        assertThat(system.weights().matrix("J1").data)
                .isEqualTo(source.weights().matrix("J1").data);
        DMatrixRMaj m = system.weights().matrix("M0");
        double[] first = new double[8];
        for (int j = 0; j < 8; j++) {
            first[j] = m.get(0, j);
        }
        double norm = 0;
        for (double x : first) {
            norm += x * x;
        }
        assertThat(norm).isEqualTo(1, within(1e-13));
    }

    @Test
    void weights_that_do_not_fit_are_refused_by_name() {
        Tensor bytes = new Tensor.U8("J0", List.of(1), new byte[1]);
        assertThatThrownBy(() -> StartingWeights.load(Safetensors.of(Map.of(), List.of()), system, "w.safetensors"))
                .isInstanceOf(UnfitStateException.class)
                .hasMessageContainingAll("w.safetensors", "no J0");
        assertThatThrownBy(() -> StartingWeights.load(Safetensors.of(Map.of(), List.of(bytes)), system, "w"))
                .isInstanceOf(UnfitStateException.class)
                .hasMessageContaining("J0 is U8");
    }

    private static DeepRecurrent network(int depth, int width, DeltaRule rule, long seed) {
        return new DeepRecurrent(
                CHORDS,
                depth,
                width,
                rule,
                Kernels.named("ejml").kernel(),
                new RandomStreams(seed).stream(Purpose.INITIAL_WEIGHTS));
    }
}
