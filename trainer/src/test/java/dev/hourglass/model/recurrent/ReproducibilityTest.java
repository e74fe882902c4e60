package dev.hourglass.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A resumed run lives in another JVM, compiled to another degree; it must go on to the bit. */
final class ReproducibilityTest {

    private static final int STEPS = 25;

    @ParameterizedTest
    @ValueSource(strings = {"openblas", "vector", "ejml"})
    void the_same_training_has_the_same_bits_while_this_jvm_warms_up(String kernel) {
        long first = TrainingBits.of(kernel, STEPS);
        for (int i = 0; i < 30; i++) {
            assertThat(TrainingBits.of(kernel, STEPS)).isEqualTo(first);
        }
    }

    /**
     * Interpreted only (vectors are objects there, and a step takes seconds), compiled by C1, by C2 alone and at once, as usual; and
     * without vectors of any kind beyond scalars in C2.
     */
    @ParameterizedTest
    @CsvSource({
        "-Xint, 2",
        "-XX:TieredStopAtLevel=1, " + STEPS,
        "-XX:-TieredCompilation, " + STEPS,
        "-XX:+TieredCompilation, " + STEPS,
        "-XX:-UseSuperWord, " + STEPS
    })
    void another_jvm_finds_the_same_bits_however_it_compiles(String option, int steps) throws Exception {
        assertThat(inAnotherJvm(option, steps)).isEqualTo(TrainingBits.ofAll(steps));
    }

    private static String inAnotherJvm(String option, int steps) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-Xmx512m",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainingBits.class.getName(),
                        Integer.toString(steps))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.strip();
    }
}
