package dev.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.Kernels;
import dev.hourglass.model.recurrent.ChordSequences;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the bench counts rightly; how fast the engine is, is no law. */
final class EngineBenchTest {

    @Test
    void the_work_of_a_step_by_hand() {
        // One transition: 54 + 54 + 54^2 forward, 54 back, the same as forward and one more for M in the sums.
        assertThat(StepWork.operations(silence(2), 1, 1, 1)).isEqualTo(2 * (3024 + 54 + 3025));
        assertThat(StepWork.operations(silence(6), 2, 3, 2)).isEqualTo(2 * (16317 + 927 + 6534));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openblas", "vector", "ejml"})
    void a_measurement_is_in_itself_consistent(String kernel) {
        ChordSequences chords = silence(102, 102, 102);
        var bench = new EngineBench(chords, Duration.ofMillis(200), Duration.ofMillis(20));
        EngineMeasurement measured = bench.measure(Kernels.named(kernel).kernel());
        assertThat(measured.kernel()).isEqualTo(kernel);
        assertThat(measured.system()).contains("303 transitions");
        assertThat(measured.stepGflops())
                .isEqualTo(
                        measured.stepsPerSecond() * StepWork.operations(chords, 2, 90, 300) / 1e9,
                        within(1e-9 * measured.stepGflops()));
        assertThat(measured.gemmGflops()).isPositive();
    }

    /** Pieces of these many chords, in which nothing sounds. */
    private static ChordSequences silence(int... chords) {
        return new ChordSequences(Arrays.stream(chords)
                .mapToObj(length -> new boolean[length][ChordSequences.KEYS])
                .toList());
    }
}
