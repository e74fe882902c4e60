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
        // One transition: 54 (K) forward and back; 54 + 54 + 54^2 and one for M in the sums; no key sounds.
        assertThat(StepWork.operations(silence(2), 1, 1, 1)).isEqualTo(2 * (54 + 54 + 3025));
        // J1 and K for 5 transitions, M0 and M1 for 4, both ways; the sums over 2.
        assertThat(StepWork.operations(silence(6), 2, 3, 2)).isEqualTo(2 * (2 * (5 * (9 + 162) + 4 * 18) + 6534));
        // Of the two sounding keys one is an input: its rows of J0' and W' are added.
        assertThat(StepWork.operations(oneKey(2), 1, 1, 1)).isEqualTo(55 + 2 * (54 + 54 + 3025));
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

    private static ChordSequences oneKey(int length) {
        ChordSequences chords = silence(length);
        for (boolean[] chord : chords.pieces().getFirst()) {
            chord[7] = true;
        }
        return chords;
    }

    /** Pieces of these many chords, in which nothing sounds. */
    private static ChordSequences silence(int... chords) {
        return new ChordSequences(Arrays.stream(chords)
                .mapToObj(length -> new boolean[length][ChordSequences.KEYS])
                .toList());
    }
}
