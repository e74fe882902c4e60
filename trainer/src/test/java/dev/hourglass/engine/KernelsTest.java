package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelsTest {

    private static final List<String> ALL_IT_NEEDS =
            List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED");

    @Test
    void openblas_is_taken_where_it_loads() {
        KernelChoice choice = Kernels.best();
        assertThat(choice.kernel().name()).isEqualTo("openblas");
        assertThat(choice.reason()).isEqualTo("the fastest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openblas", "vector", "ejml"})
    void a_kernel_can_be_forced(String name) {
        assertThat(Kernels.named(name).kernel().name()).isEqualTo(name);
    }

    @Test
    void a_kernel_that_does_not_exist_is_refused_with_those_that_do() {
        assertThatThrownBy(() -> Kernels.named("mkl"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("mkl", "openblas", "vector", "ejml");
    }

    @Test
    void without_its_jar_openblas_gives_way_to_vectors_and_says_why() throws Exception {
        assertThat(inAnotherJvm(false, ALL_IT_NEEDS, "best"))
                .startsWith("vector: no openblas, no OpenBLAS for")
                .contains("on the class path");
        assertThat(inAnotherJvm(false, ALL_IT_NEEDS, "openblas"))
                .startsWith("openblas cannot run: no OpenBLAS for")
                .contains("on the class path");
    }

    @Test
    void without_the_incubating_module_vectors_give_way_to_ejml_and_both_say_why() throws Exception {
        List<String> withoutVectors = List.of("--enable-native-access=ALL-UNNAMED");
        assertThat(inAnotherJvm(false, withoutVectors, "best"))
                .startsWith("ejml: no openblas, ")
                .contains("; no vector, the JVM was started without --add-modules=jdk.incubator.vector");
        assertThat(inAnotherJvm(true, withoutVectors, "vector"))
                .startsWith("vector cannot run: the JVM was started without");
    }

    @Test
    void where_native_code_is_forbidden_openblas_gives_way_and_says_why() throws Exception {
        assertThat(inAnotherJvm(
                        true, List.of("--add-modules=jdk.incubator.vector", "--illegal-native-access=deny"), "best"))
                .startsWith("vector: no openblas, ")
                .containsIgnoringCase("illegal native access");
    }

    private static String inAnotherJvm(boolean withOpenBlas, List<String> options, String kernel)
            throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> withOpenBlas || !entry.contains("openblas"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Xmx256m", "-cp", classPath, ChooseKernel.class.getName(), kernel));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().filter(line -> !line.startsWith("WARNING")).collect(Collectors.joining("\n"));
    }
}
