package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.RandomStreams.Purpose;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RandomStreamsTest {

    // numpy 2.4: np.random.Philox(counter=0, key=[0, 0]).random_raw(4)
    @Test
    void seed_zero_gives_philox_as_others_have_it() {
        assertThat(first(0, Purpose.INITIAL_WEIGHTS))
                .containsExactly(0x02f4ba6408e4d89bL, 0x3dd62b0b9ca8c5b2L, 0x1c8667a55d902e79L, 0x907d7a052fd5b4dcL);
    }

    // numpy 2.4: np.random.Philox(counter=0, key=[7, 1]).random_raw(4)
    @Test
    void seed_and_purpose_are_the_key_of_philox() {
        assertThat(first(7, Purpose.MINIBATCHES))
                .containsExactly(0xe1e9589fbf7f6f1dL, 0x5e794bda66c92f56L, 0x845eadf36d56f2f7L, 0x54f02c50b6b75554L);
    }

    private static long[] first(long seed, Purpose purpose) {
        return new RandomStreams(seed).stream(purpose).longs(4).toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 7, Long.MIN_VALUE})
    void no_two_streams_share_a_number(long seed) {
        Set<Long> seen = new HashSet<>();
        for (long s : new long[] {seed, seed + 1}) {
            for (Purpose purpose : Purpose.values()) {
                UniformRandomProvider stream = new RandomStreams(s).stream(purpose);
                for (int i = 0; i < 1000; i++) {
                    assertThat(seen.add(stream.nextLong())).isTrue();
                }
            }
        }
    }

    @Test
    void streams_are_not_correlated() {
        var streams = new RandomStreams(3);
        int draws = 100_000;
        double products = 0;
        for (int i = 0; i < draws; i++) {
            products += (streams.stream(Purpose.INITIAL_WEIGHTS).nextDouble() - 0.5)
                    * (streams.stream(Purpose.MINIBATCHES).nextDouble() - 0.5);
        }
        // The product of two uniform deviations has standard deviation 1/12; five standard errors.
        assertThat(products / draws).isEqualTo(0, within(5 / 12.0 / Math.sqrt(draws)));
    }

    @ParameterizedTest
    @EnumSource
    void a_stream_goes_on_from_its_saved_state_wherever_it_was_saved(Purpose purpose) {
        for (int drawn = 0; drawn < 11; drawn++) {
            var streams = new RandomStreams(5);
            UniformRandomProvider stream = streams.stream(purpose);
            for (int i = 0; i < drawn; i++) {
                stream.nextInt(); // half a long: the other half is state too
            }
            byte[] state = streams.state(purpose);
            long next = stream.nextLong() + stream.nextInt();
            var other = new RandomStreams(99);
            other.restore(purpose, state);
            assertThat(other.stream(purpose).nextLong() + other.stream(purpose).nextInt())
                    .isEqualTo(next);
        }
    }

    @Test
    void drawing_from_one_stream_leaves_the_others_alone() {
        var streams = new RandomStreams(5);
        byte[] before = streams.state(Purpose.MINIBATCHES);
        streams.stream(Purpose.NOISE).nextLong();
        assertThat(streams.state(Purpose.MINIBATCHES)).isEqualTo(before);
    }
}
