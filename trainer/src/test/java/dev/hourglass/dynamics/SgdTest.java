package dev.hourglass.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SgdTest {

    @ParameterizedTest
    @CsvSource({"1, 10, 3", "2, 10, 1", "3, 10, 9", "4, 4597, 300", "5, 1, 1"})
    void a_batch_has_as_many_distinct_examples_as_asked_for_in_ascending_order(long seed, int examples, int p) {
        var system = new Recorder(examples);
        var sgd = sgd(system, 0.1, p, seed);
        for (int step = 0; step < 50; step++) {
            sgd.step();
            int[] batch = system.lastBatch;
            assertThat(batch).hasSize(p).isSorted().doesNotHaveDuplicates();
            assertThat(Arrays.stream(batch).allMatch(e -> e >= 0 && e < examples))
                    .isTrue();
        }
    }

    /** All pairs of 5 are equally likely: 10 of them, so each comes in a tenth of the steps. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void every_batch_is_equally_likely(long seed) {
        var system = new Recorder(5);
        var sgd = sgd(system, 0.1, 2, seed);
        int steps = 20_000;
        int[][] count = new int[5][5];
        for (int step = 0; step < steps; step++) {
            sgd.step();
            count[system.lastBatch[0]][system.lastBatch[1]]++;
        }
        for (int i = 0; i < 5; i++) {
            for (int j = i + 1; j < 5; j++) {
                // five standard errors of a share of 0.1
                assertThat((double) count[i][j] / steps).isEqualTo(0.1, within(5 * Math.sqrt(0.09 / steps)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void looking_at_the_next_batch_draws_nothing(long seed) {
        var streams = new RandomStreams(seed);
        var system = new Recorder(100);
        var sgd = new Sgd(system, 0.1, 7, streams.stream(Purpose.MINIBATCHES));
        for (int step = 0; step < 20; step++) {
            byte[] state = streams.state(Purpose.MINIBATCHES);
            int[] next = sgd.nextBatch().clone();
            assertThat(sgd.nextBatch()).containsExactly(next);
            assertThat(streams.state(Purpose.MINIBATCHES)).isEqualTo(state);
            sgd.step();
            assertThat(system.lastBatch).containsExactly(next);
        }
    }

    @Test
    void a_restored_stream_draws_the_same_batches() {
        var streams = new RandomStreams(5);
        var system = new Recorder(100);
        var sgd = new Sgd(system, 0.1, 7, streams.stream(Purpose.MINIBATCHES));
        sgd.step();
        byte[] state = streams.state(Purpose.MINIBATCHES);
        sgd.step();
        int[] batch = system.lastBatch;
        var others = new RandomStreams(77);
        others.restore(Purpose.MINIBATCHES, state);
        new Sgd(system, 0.1, 7, others.stream(Purpose.MINIBATCHES)).step();
        assertThat(system.lastBatch).containsExactly(batch);
    }

    @Test
    void the_full_gradient_takes_every_example_and_no_random_number() {
        var streams = new RandomStreams(5);
        byte[] state = streams.state(Purpose.MINIBATCHES);
        var system = new Recorder(6);
        var sgd = Sgd.full(system, 0.1, streams.stream(Purpose.MINIBATCHES));
        sgd.step();
        assertThat(system.lastBatch)
                .containsExactly(IntStream.range(0, 6).toArray())
                .containsExactly(sgd.nextBatch());
        assertThat(streams.state(Purpose.MINIBATCHES)).isEqualTo(state);
    }

    @Test
    void a_step_goes_down_the_gradient_by_the_rate_and_then_constrains() {
        var system = new Recorder(6);
        var sgd = sgd(system, 0.25, 2, 1);
        sgd.step();
        sgd.step();
        assertThat(system.weights().values()).containsExactly(-0.5, -1); // gradient (1, 2) throughout
        assertThat(system.constrained).isEqualTo(2);
        assertThat(sgd.rate()).isEqualTo(0.25);
    }

    @Test
    void impossible_batches_and_rates_are_refused_with_their_value() {
        var system = new Recorder(6);
        assertThatThrownBy(() -> sgd(system, 0.1, 7, 1)).hasMessageContainingAll("minibatch is 7", "6 examples");
        assertThatThrownBy(() -> sgd(system, 0.1, 0, 1)).hasMessageContaining("minibatch is 0");
        assertThatThrownBy(() -> sgd(system, -0.1, 1, 1)).hasMessageContaining("eta is -0.1");
        assertThatThrownBy(() -> sgd(system, Double.NaN, 1, 1)).hasMessageContaining("eta is NaN");
    }

    private static Sgd sgd(Recorder system, double eta, int minibatch, long seed) {
        return new Sgd(system, eta, minibatch, new RandomStreams(seed).stream(Purpose.MINIBATCHES));
    }
}
