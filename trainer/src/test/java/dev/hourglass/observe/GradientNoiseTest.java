package dev.hourglass.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataFolders;
import dev.hourglass.data.DataSource;
import dev.hourglass.dynamics.Sgd;
import dev.hourglass.engine.Kernels;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import dev.hourglass.model.GradientStatistics;
import dev.hourglass.model.Weights;
import dev.hourglass.model.recurrent.DeepRecurrent;
import dev.hourglass.model.recurrent.DeltaRule;
import dev.hourglass.spec.Spec.DataSpec;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradientNoiseTest {

    private static final int MINIBATCH = 15;

    /** Every example's own gradient is asked for by itself, and the variance is taken as the textbook says. */
    @ParameterizedTest
    @EnumSource(DeltaRule.class)
    void gamma_and_norm_are_what_their_definitions_say(DeltaRule rule) {
        var streams = new RandomStreams(3);
        var system = new DeepRecurrent(
                new DataSource(new DataFolders(Optional.empty(), Optional.empty(), Path.of("nowhere")))
                        .load(new DataSpec.SyntheticChorales(2, 5))
                        .sequences(),
                2,
                7,
                rule,
                Kernels.named("ejml").kernel(),
                streams.stream(Purpose.INITIAL_WEIGHTS));
        var dynamics = new Sgd(system, 0.05, MINIBATCH, streams.stream(Purpose.MINIBATCHES));
        for (int step = 0; step < 30; step++) {
            dynamics.step();
        }
        int[] batch = dynamics.nextBatch().clone();
        GradientStatistics statistics = system.gradientStatistics(batch, batch.length);

        double[][] gradients = new double[batch.length][];
        var buffers = system.buffers();
        for (int i = 0; i < batch.length; i++) {
            Weights gradient = system.weights().like();
            system.gradient(new int[] {batch[i]}, 1, gradient);
            system.restoreBuffers(buffers); // a gradient moves the stale deltas on
            gradients[i] = gradient.values();
        }
        double square = 0;
        double variances = 0;
        for (int w = 0; w < gradients[0].length; w++) { // padding adds nothing
            double mean = 0;
            for (double[] gradient : gradients) {
                mean += gradient[w] / batch.length;
            }
            square += mean * mean;
            for (double[] gradient : gradients) {
                variances += Math.pow(gradient[w] - mean, 2) / batch.length;
            }
        }
        double gamma = variances / system.weights().count() / batch.length;
        assertThat(statistics.norm()).isEqualTo(Math.sqrt(square), within(1e-11 * Math.sqrt(square)));
        // the code subtracts the square of the mean from the mean of the squares
        assertThat(statistics.noise()).isEqualTo(gamma, within(1e-11 * gamma));
        assertThat(gamma).isPositive();
    }
}
