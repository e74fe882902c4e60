package dev.hourglass.tracker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void it_doubles_up_to_the_longest_give_or_take_a_half(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int failures = 1; failures < 200; failures++) {
            double whole = Math.min(1_800_000, 2_000 * Math.pow(2, failures - 1));
            Duration pause = Backoff.USUAL.after(failures, random);
            assertThat((double) pause.toMillis()).isBetween(whole / 2 - 1, whole * 1.5);
        }
    }
}
