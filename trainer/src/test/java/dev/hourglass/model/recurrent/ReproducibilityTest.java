package dev.hourglass.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.engine.Kernels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A resumed run lives in another JVM, compiled to another degree; it must go on to the bit. */
final class ReproducibilityTest {

    @ParameterizedTest
    @ValueSource(strings = {"openblas", "vector", "ejml"})
    void the_same_training_has_the_same_bits_while_this_jvm_warms_up(String kernel) {
        long first = TrainingBits.of(kernel);
        for (int i = 0; i < 30; i++) {
            assertThat(TrainingBits.of(kernel)).isEqualTo(first);
        }
    }

    /** Interpreted only, compiled by C1, by C2 alone and at once, as usual; and without vectors of any kind beyond scalars in C2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xint",
                "-XX:TieredStopAtLevel=1",
                "-XX:-TieredCompilation",
                "-XX:+TieredCompilation",
                "-XX:-UseSuperWord"
            })
    void another_jvm_finds_the_same_bits_however_it_compiles(String option) throws Exception {
        String here = Kernels.names().stream()
                .map(kernel -> kernel + " " + Long.toHexString(TrainingBits.of(kernel)))
                .collect(Collectors.joining("\n"));
        assertThat(inAnotherJvm(option)).isEqualTo(here);
    }

    private static String inAnotherJvm(String option) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-Xmx512m",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingBits.class.getName()));
        command.addAll(Kernels.names());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return Arrays.stream(output.split("\\R"))
                .filter(line -> Kernels.names().contains(line.split(" ")[0]))
                .collect(Collectors.joining("\n"));
    }
}
