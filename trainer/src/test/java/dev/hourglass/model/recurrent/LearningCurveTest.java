package dev.hourglass.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.TestData;
import dev.hourglass.dynamics.Sgd;
import dev.hourglass.engine.Kernels;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import org.junit.jupiter.api.Test;

/**
 * Depth 2, width 30, the first 80 chorales, stale deltas, minibatch 300, against an independent program in C with other random numbers.
 * The values were seen with a rate of 4e-4: one of 4e-3 differs by 1e-3, and two seeds by 1e-4 at tau = 4.
 */
final class LearningCurveTest {

    private static final double ETA = 4e-3;

    @Test
    void the_loss_falls_as_it_should() {
        var streams = new RandomStreams(7);
        var network = new DeepRecurrent(
                TestData.chorales(80),
                2,
                30,
                DeltaRule.STALE,
                Kernels.best().kernel(),
                streams.stream(Purpose.INITIAL_WEIGHTS));
        var sgd = new Sgd(network, ETA, 300, streams.stream(Purpose.MINIBATCHES));
        go(sgd, 4);
        assertThat(network.evaluate().nll()).isEqualTo(0.2336, within(1.5e-3));
        go(sgd, 20 - 4);
        assertThat(network.evaluate().nll()).isEqualTo(0.2181, within(1.5e-3));
    }

    private static void go(Sgd sgd, double tau) {
        for (long step = 0; step < Math.round(tau / ETA); step++) {
            sgd.step();
        }
    }
}
