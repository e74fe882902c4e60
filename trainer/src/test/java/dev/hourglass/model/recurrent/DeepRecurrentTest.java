package dev.hourglass.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.DenseKernel;
import dev.hourglass.engine.Kernels;
import dev.hourglass.engine.RandomMatrices;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import dev.hourglass.model.GradientStatistics;
import dev.hourglass.model.Weights;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeepRecurrentTest {

    private static final DenseKernel KERNEL = Kernels.best().kernel();
    private static final double NATS_OF_BITS = ChordSequences.KEYS * Math.log(2);
    private static final double ETA = 0.02;

    /** Rounding of sums of some hundred terms of order 1. */
    private static final double ROUNDING = 1e-12;

    @ParameterizedTest
    @CsvSource({
        "EXACT, 1",
        "EXACT, 2",
        "EXACT, 3",
        "STALE, 1",
        "STALE, 2",
        "STALE, 3",
        "STALE_LAST, 1",
        "STALE_LAST, 2",
        "STALE_LAST, 3"
    })
    void gradients_and_their_scatter_are_those_of_the_naive_network(DeltaRule rule, long seed) {
        var random = new Random(seed);
        int depth = 1 + random.nextInt(3);
        int width = 1 + random.nextInt(9);
        ChordSequences chords = chords(seed, 2 + random.nextInt(8), 2, 2 + random.nextInt(8), 9);
        DeepRecurrent network = network(chords, depth, width, rule, seed);
        var naive = new NaiveNetwork(chords, depth, width, rule);
        Weights gradient = network.weights().like();
        for (int step = 0; step < 5; step++) {
            int[] batch = batch(random, network.examples());
            double[][] single = naive.gradients(network.weights(), batch);
            GradientStatistics statistics = network.gradientStatistics(batch, batch.length);
            network.gradient(batch, batch.length, gradient);
            double[] mean = mean(single);
            assertThat(gradient.values()).containsExactly(mean, within(ROUNDING));
            assertThat(statistics.norm()).isEqualTo(Math.sqrt(squares(mean)), within(ROUNDING));
            assertThat(statistics.noise()).isEqualTo(noise(single, mean), within(ROUNDING));
            move(network, gradient);
        }
    }

    private static int[] batch(Random random, int examples) {
        return IntStream.range(0, examples)
                .filter(example -> example == 0 || random.nextBoolean())
                .toArray();
    }

    private static double[] mean(double[][] single) {
        return IntStream.range(0, single[0].length)
                .mapToDouble(w -> Arrays.stream(single).mapToDouble(g -> g[w]).sum() / single.length)
                .toArray();
    }

    private static double squares(double[] vector) {
        return Arrays.stream(vector).map(v -> v * v).sum();
    }

    /** Gamma by its definition: 1/p times the mean over weights of the population variance over examples. */
    private static double noise(double[][] single, double[] mean) {
        double variance = 0;
        for (int w = 0; w < mean.length; w++) {
            for (double[] g : single) {
                variance += (g[w] - mean[w]) * (g[w] - mean[w]) / single.length;
            }
        }
        return variance / mean.length / single.length;
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 4", "3, 3"})
    void the_exact_gradient_agrees_with_central_differences(int depth, int width) {
        ChordSequences chords = chords(depth, 7, 5, 3);
        DeepRecurrent network = network(chords, depth, width, DeltaRule.EXACT, depth);
        Weights gradient = network.weights().like();
        int[] all = IntStream.range(0, network.examples()).toArray();
        network.gradient(all, all.length, gradient);
        double[] weights = network.weights().values();
        double[] slopes = new double[weights.length];
        double h = 1e-5; // error of order h^2, rounding of order 1e-16 / h
        for (int w = 0; w < weights.length; w++) {
            double weight = weights[w];
            weights[w] = weight + h;
            double above = network.evaluate().nll();
            weights[w] = weight - h;
            double below = network.evaluate().nll();
            weights[w] = weight;
            slopes[w] = (above - below) / (2 * h) * NATS_OF_BITS;
        }
        assertThat(gradient.values()).containsExactly(slopes, within(1e-6));
    }

    @ParameterizedTest
    @EnumSource
    void the_grouping_of_the_rows_changes_nothing_but_rounding(DeltaRule rule) {
        ChordSequences chords = chords(3, 12, 9, 9, 4, 2);
        double[][] ends = IntStream.of(1, 5, 11, 1000)
                .mapToObj(rows -> {
                    var network =
                            new DeepRecurrent(chords, new NetworkShape(2, 6), rule, KERNEL, rows, initialWeights(4));
                    perturb(network, 4);
                    steps(network, 6);
                    return network.weights().values();
                })
                .toArray(double[][]::new);
        for (double[] end : ends) {
            assertThat(end).containsExactly(ends[0], within(ROUNDING));
        }
    }

    @ParameterizedTest
    @EnumSource
    void restored_weights_and_buffers_go_on_to_the_bit(DeltaRule rule) {
        ChordSequences chords = chords(5, 12, 3, 9);
        DeepRecurrent undisturbed = network(chords, 2, 6, rule, 5);
        steps(undisturbed, 4);
        DeepRecurrent resumed = network(chords, 2, 6, rule, 6);
        steps(resumed, 3); // so that it has something of its own to forget
        resumed.weights().set(undisturbed.weights());
        resumed.restoreBuffers(undisturbed.buffers());
        steps(undisturbed, 4);
        steps(resumed, 4);
        assertThat(resumed.weights().values()).isEqualTo(undisturbed.weights().values());
        assertThat(resumed.buffers().sequencedKeySet())
                .containsExactlyElementsOf(undisturbed.buffers().sequencedKeySet());
        resumed.buffers().forEach((name, buffer) -> assertThat(buffer.data).isEqualTo(buffer(undisturbed, name).data));
    }

    @ParameterizedTest
    @EnumSource
    void measuring_changes_nothing(DeltaRule rule) {
        ChordSequences chords = chords(7, 12, 3, 9);
        DeepRecurrent undisturbed = network(chords, 2, 6, rule, 5);
        DeepRecurrent measured = network(chords, 2, 6, rule, 5);
        for (int step = 0; step < 5; step++) {
            steps(undisturbed, 1);
            measured.evaluate();
            measured.gradientStatistics(new int[] {3, 1}, 2);
            steps(measured, 1);
            measured.evaluate();
        }
        assertThat(measured.weights().values()).isEqualTo(undisturbed.weights().values());
    }

    @Test
    void buffers_are_the_deltas_of_the_two_last_steps_by_layer_and_transition() {
        DeepRecurrent network = network(chords(8, 3, 6), 2, 4, DeltaRule.STALE, 5);
        steps(network, 1);
        DMatrixRMaj first = buffer(network, "delta.1.previous");
        assertThat(network.buffers().sequencedKeySet())
                .containsExactly("delta.0.previous", "delta.0.before", "delta.1.previous", "delta.1.before");
        assertThat(first.numRows).isEqualTo(7);
        assertThat(first.numCols).isEqualTo(4);
        steps(network, 1);
        assertThat(buffer(network, "delta.1.before").data).isEqualTo(first.data);
        assertThat(network(chords(8, 3, 6), 2, 4, DeltaRule.STALE_LAST, 5)
                        .buffers()
                        .sequencedKeySet())
                .containsExactly("delta.0.previous", "delta.1.previous");
        assertThat(network(chords(8, 3, 6), 2, 4, DeltaRule.EXACT, 5).buffers()).isEmpty();
    }

    private static DMatrixRMaj buffer(DeepRecurrent network, String name) {
        return Objects.requireNonNull(network.buffers().get(name), name);
    }

    @Test
    void buffers_of_another_shape_or_rule_are_refused_by_name() {
        DeepRecurrent stale = network(chords(8, 3, 6), 1, 4, DeltaRule.STALE, 5);
        assertThatThrownBy(() -> stale.restoreBuffers(
                        network(chords(8, 3, 7), 1, 4, DeltaRule.STALE, 5).buffers()))
                .hasMessageContainingAll("delta.0.previous", "8 x 4", "7 x 4");
        assertThatThrownBy(() -> stale.restoreBuffers(
                        network(chords(8, 3, 6), 1, 4, DeltaRule.EXACT, 5).buffers()))
                .hasMessageContaining("delta.0.before");
        assertThatThrownBy(
                        () -> network(chords(8, 3, 6), 1, 4, DeltaRule.EXACT, 5).restoreBuffers(stale.buffers()))
                .hasMessageContaining("exact deltas have no buffers");
    }

    @Test
    void a_new_network_knows_nothing_and_stands_as_the_paper_says() {
        var network = new DeepRecurrent(chords(8, 30, 6), 2, 40, DeltaRule.STALE, KERNEL, initialWeights(1));
        assertThat(network.evaluate().nll()).isEqualTo(1, within(1e-15));
        assertThat(network.weights().names()).containsExactly("J0", "M0", "J1", "M1", "K", "W", "h0");
        assertThat(network.weights().count()).isEqualTo(40 * 54 + 3 * 40 * 40 + 54 * 40 + 54 * 54 + 54);
        double[] start = network.weights().values().clone();
        network.constrain(); // orthogonal already
        assertThat(network.weights().values()).containsExactly(start, within(1e-14));
    }

    @Test
    void shapes_that_are_none_are_refused() {
        assertThatThrownBy(() -> network(chords(1, 3), 0, 3, DeltaRule.STALE, 1))
                .hasMessageContaining("depth is 0");
        assertThatThrownBy(() -> network(chords(1, 3), 1, -3, DeltaRule.STALE, 1))
                .hasMessageContaining("width is -3");
        assertThatThrownBy(() -> chords(1, 3, 1)).hasMessageContaining("piece 1 has 1 chords");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void the_closed_loop_gives_the_probabilities_that_the_loss_is_made_of(int depth) {
        ChordSequences chords = chords(9, 8, 5);
        DeepRecurrent network = network(chords, depth, 5, DeltaRule.STALE, 2);
        double bits = 0;
        for (boolean[][] piece : chords.pieces()) {
            ClosedLoop loop = network.closedLoop();
            for (int t = 0; t < piece.length - 1; t++) {
                double[] p = loop.probabilities(piece[t]);
                for (int key = 0; key < p.length; key++) {
                    bits -= Math.log(piece[t + 1][key] ? p[key] : 1 - p[key]) / Math.log(2);
                }
            }
        }
        assertThat(bits / (network.examples() * ChordSequences.KEYS))
                .isEqualTo(network.evaluate().nll(), within(ROUNDING));
    }

    @Test
    void accuracy_counts_the_signs_that_are_right() {
        ChordSequences chords = chords(9, 8, 5);
        DeepRecurrent network = network(chords, 1, 5, DeltaRule.STALE, 2);
        network.weights().zero();
        var bias = new DMatrixRMaj(ChordSequences.KEYS, 1);
        Arrays.fill(bias.data, -1); // silence everywhere
        network.weights().setMatrix("h0", bias);
        long silent = chords.pieces().stream()
                .flatMap(piece -> Arrays.stream(piece).skip(1))
                .mapToLong(chord -> IntStream.range(0, chord.length)
                        .filter(key -> !chord[key])
                        .count())
                .sum();
        assertThat(network.evaluate().accuracy())
                .isEqualTo((double) silent / (network.examples() * ChordSequences.KEYS));
    }

    private static ChordSequences chords(long seed, int... lengths) {
        return RandomChords.of(new RandomStreams(seed).stream(Purpose.SAMPLING), lengths);
    }

    private static UniformRandomProvider initialWeights(long seed) {
        return new RandomStreams(seed).stream(Purpose.INITIAL_WEIGHTS);
    }

    private static DeepRecurrent network(ChordSequences chords, int depth, int width, DeltaRule rule, long seed) {
        var network = new DeepRecurrent(chords, depth, width, rule, KERNEL, initialWeights(seed));
        perturb(network, seed);
        return network;
    }

    /** With K, W and h0 at zero nothing would come back from the outputs. */
    private static void perturb(DeepRecurrent network, long seed) {
        double[] weights = network.weights().values();
        double[] noise =
                RandomMatrices.gaussian(1, weights.length, 0.04, new RandomStreams(seed).stream(Purpose.NOISE)).data;
        for (int i = 0; i < weights.length; i++) {
            weights[i] += noise[i];
        }
        network.constrain();
    }

    private static void steps(DeepRecurrent network, int count) {
        Weights gradient = network.weights().like();
        int[] batch = IntStream.range(0, network.examples())
                .filter(example -> example % 3 != 1)
                .toArray();
        for (int step = 0; step < count; step++) {
            network.gradient(batch, batch.length, gradient);
            move(network, gradient);
        }
    }

    private static void move(DeepRecurrent network, Weights gradient) {
        double[] weights = network.weights().values();
        for (int i = 0; i < weights.length; i++) {
            weights[i] -= ETA * gradient.values()[i];
        }
        network.constrain();
    }
}
