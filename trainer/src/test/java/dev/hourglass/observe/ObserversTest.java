package dev.hourglass.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.checkpoint.UnfitStateException;
import dev.hourglass.model.GradientStatistics;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Spec.Recording;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObserversTest {

    private static final String[] ALL = Quantity.names().toArray(String[]::new);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void displacement_and_overlap_are_what_their_definitions_say(long seed) {
        SmallRun run = new SmallRun(SmallRun.recording(5, 100, "msd", "overlap"), seed).to(40);
        double[] start = flat(run.weightsAt(0L));
        run.recorded.forEach((step, observation) -> {
            double[] now = flat(run.weightsAt(step));
            double squares = 0;
            double product = 0;
            double norm = 0;
            double norm0 = 0;
            for (int i = 0; i < now.length; i++) {
                squares += Math.pow(now[i] - start[i], 2);
                product += now[i] * start[i];
                norm += now[i] * now[i];
                norm0 += start[i] * start[i];
            }
            // rounding of sums over 4,000 terms
            assertThat(observation.value(Quantity.MSD)).isEqualTo(squares / now.length, within(1e-15));
            assertThat(observation.value(Quantity.OVERLAP))
                    .isEqualTo(product / Math.sqrt(norm) / Math.sqrt(norm0), within(1e-13));
        });
        assertThat(run.recorded).hasSize(9);
        assertThat(run.at(40L).value(Quantity.MSD)).isPositive();
    }

    @Test
    void at_the_reference_displacement_and_delta_are_zero_and_the_overlap_is_one() {
        SmallRun run = new SmallRun(SmallRun.recording(5, 100, "msd", "aging", "overlap"), 1).to(0);
        assertThat(run.at(0L).values()).containsExactly(0, 0, 1);
    }

    /** The twin adds up single steps, as eq. 7 is written, and asks for Gamma itself. */
    @ParameterizedTest
    @ValueSource(longs = {1, 3, 7, 1000})
    void delta_agrees_with_a_slow_twin(long gammaEvery) {
        SmallRun run = new SmallRun(SmallRun.recording(1, gammaEvery, "msd", "aging"), 4);
        SmallRun twin = new SmallRun(SmallRun.recording(1, gammaEvery, "msd"), 4);
        double delta = 0;
        double noise = Double.NaN;
        for (long step = 0; step < 50; step++) {
            twin.to(step);
            if (step % gammaEvery == 0) {
                int[] batch = twin.nextBatch();
                GradientStatistics statistics = twin.system.gradientStatistics(batch, batch.length);
                noise = statistics.noise();
            }
            double before = twin.at(step).value(Quantity.MSD);
            double after = twin.to(step + 1).at(step + 1).value(Quantity.MSD);
            delta += (after - before) / noise;
            // the twin rounds at every step, relative to D / Gamma
            assertThat(run.to(step + 1).at(step + 1).value(Quantity.AGING)).isEqualTo(delta, within(1e-12 * delta));
        }
        assertThat(delta).isPositive();
    }

    @Test
    void delta_does_not_depend_on_when_it_is_recorded() {
        SmallRun often = new SmallRun(SmallRun.recording(1, 7, "aging"), 5).to(60);
        SmallRun seldom = new SmallRun(SmallRun.logSpaced(5, 7, "aging"), 5).to(60);
        assertThat(seldom.recorded.keySet()).containsExactly(0L, 1L, 2L, 3L, 4L, 6L, 10L, 16L, 25L, 40L, 60L);
        seldom.recorded.forEach((step, observation) ->
                assertThat(observation.values()).isEqualTo(often.at(step).values()));
    }

    @Test
    void switching_observers_on_changes_nothing_else() {
        SmallRun all = new SmallRun(SmallRun.recording(3, 5, ALL), 6).to(60);
        SmallRun none = new SmallRun(SmallRun.recording(100, 5), 6).to(60);
        assertThat(all.history.keySet()).isEqualTo(none.history.keySet());
        all.history.forEach((step, weights) ->
                assertThat(weights.values()).isEqualTo(none.weightsAt(step).values()));
        assertThat(all.at(60L).value(Quantity.NLL)).isLessThan(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 6, 7, 13, 30})
    void a_resumed_run_equals_an_undisturbed_one(long stopped) throws IOException {
        Recording recording = SmallRun.logSpaced(20, 7, ALL);
        SmallRun undisturbed = new SmallRun(recording, 8).to(60);
        SmallRun first = new SmallRun(recording, 8).to(stopped);
        SmallRun second = SmallRun.resumed(recording, first.checkpoint()).to(60);
        assertThat(second.recorded.firstKey()).isGreaterThan(stopped);
        var together = new TreeMap<>(first.recorded);
        together.keySet().retainAll(undisturbed.recorded.keySet()); // the stop itself was recorded as a last step
        together.putAll(second.recorded);
        assertThat(together.keySet()).isEqualTo(undisturbed.recorded.keySet());
        together.forEach((step, observation) -> assertThat(observation.values())
                .as("step %d", step)
                .isEqualTo(undisturbed.at(step).values()));
        assertThat(second.checkpoint()).isEqualTo(undisturbed.checkpoint());
    }

    @Test
    void a_branch_counts_and_measures_from_its_own_point_and_repeats_its_parent() throws IOException {
        Recording recording = SmallRun.logSpaced(10, 7, ALL);
        SmallRun parent = new SmallRun(recording, 9).to(20);
        SmallRun branch = SmallRun.branch(recording, parent.checkpoint()).to(40);
        parent.to(40);
        assertThat(branch.recorded.keySet())
                .containsExactly(20L, 21L, 22L, 23L, 24L, 25L, 26L, 28L, 30L, 33L, 36L, 40L);
        assertThat(branch.at(20L).value(Quantity.MSD)).isZero();
        assertThat(branch.at(40L).value(Quantity.NLL)).isEqualTo(parent.at(40L).value(Quantity.NLL));
        assertThat(branch.at(40L).value(Quantity.MSD)).isLessThan(parent.at(40L).value(Quantity.MSD));
        assertThat(branch.system.weights().values())
                .isEqualTo(parent.system.weights().values());
    }

    @Test
    void without_a_metric_that_needs_it_no_reference_is_kept() {
        assertThat(new SmallRun(SmallRun.recording(1, 1, "nll"), 1)
                        .observers
                        .states()
                        .reference())
                .isEmpty();
        assertThat(new SmallRun(SmallRun.recording(1, 1, "overlap"), 1)
                        .observers
                        .states()
                        .reference())
                .containsKeys("J0", "M1", "K", "W", "h0");
    }

    @Test
    void a_checkpoint_of_a_run_that_measured_less_is_refused() throws IOException {
        byte[] checkpoint =
                new SmallRun(SmallRun.recording(1, 1, "nll"), 1).to(3).checkpoint();
        assertThatThrownBy(() -> SmallRun.resumed(SmallRun.recording(1, 1, "nll", "msd"), checkpoint))
                .isInstanceOf(UnfitStateException.class);
    }

    @Test
    void an_unknown_matrix_or_metric_is_refused_at_once() {
        assertThatThrownBy(() -> new SmallRun(SmallRun.recording(1, 1, "nnl"), 1))
                .hasMessageContainingAll("'nnl'", "nll, accuracy");
        var recording = new Recording(OptionalLong.of(5), OptionalLong.empty(), List.of(), List.of("J7"), List.of(), 1);
        assertThatThrownBy(() -> new SmallRun(recording, 1)).hasMessageContaining("J7");
    }

    @Test
    void spectra_are_recorded_with_the_points_and_orthogonal_matrices_have_ones() {
        var recording = new Recording(
                OptionalLong.empty(), OptionalLong.of(10), List.of("nll"), List.of("M1", "J0", "h0"), List.of(), 1);
        SmallRun run = new SmallRun(recording, 3).to(20);
        List<Spectrum> spectra = run.at(20L).spectra();
        assertThat(spectra).extracting(Spectrum::matrix).containsExactly("M1", "J0", "h0");
        for (double value : spectra.getFirst().values()) {
            assertThat(value).isEqualTo(1, within(1e-12));
        }
        assertThat(spectra.get(1).values()).hasSize(8);
        assertThat(spectra.get(2).values()).hasSize(1);
    }

    @Test
    void a_distribution_counts_every_finite_entry_between_the_least_and_the_greatest() {
        var recording = new Recording(
                OptionalLong.empty(), OptionalLong.of(10), List.of("nll"), List.of(), List.of("K", "h0"), 1);
        SmallRun run = new SmallRun(recording, 3).to(20);
        Distribution histogram = run.at(20L).distributions().getFirst();
        DMatrixRMaj matrix = run.system.weights().matrix("K");
        double[] entries = Arrays.copyOf(matrix.data, matrix.getNumElements());
        assertThat(Arrays.stream(histogram.counts()).sum()).isEqualTo(entries.length);
        for (int bin = 0; bin < histogram.counts().length; bin++) {
            double from = histogram.edges()[bin];
            double to = histogram.edges()[bin + 1];
            boolean last = bin == histogram.counts().length - 1;
            assertThat(histogram.counts()[bin])
                    .isEqualTo(Arrays.stream(entries)
                            .filter(x -> x >= from && (x < to || last))
                            .count());
        }
        Weights weights = run.system.weights().copy();
        DMatrixRMaj h0 = weights.matrix("h0");
        h0.fill(0.25);
        h0.set(0, Double.NaN);
        weights.setMatrix("h0", h0);
        Distribution flat = Distribution.of(weights, "h0");
        assertThat(Arrays.stream(flat.counts()).sum())
                .isEqualTo(weights.matrix("h0").getNumElements() - 1);
        assertThat(flat.edges()).isSorted().doesNotHaveDuplicates();
    }

    /** Every weight by name, padding left out, so that the tests do not share the vector with the code. */
    private static double[] flat(Weights weights) {
        return weights.names().stream()
                .map(weights::matrix)
                .map(DMatrixRMaj::getData)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
