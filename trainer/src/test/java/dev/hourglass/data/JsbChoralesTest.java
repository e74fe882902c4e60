package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.blob.Sha256;
import dev.hourglass.model.recurrent.ChordSequences;
import dev.hourglass.spec.Spec.DataSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are facts of the file, counted once by a Python program of six lines over the JSON. */
class JsbChoralesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"76,4394", "77,4450", "78,4506", "79,4557", "80,4597", "81,4649", "82,4712"})
    void the_first_chorales_have_so_many_transitions(int chorales, int transitions) {
        assertThat(TestData.chorales(chorales).transitions()).isEqualTo(transitions);
    }

    @Test
    void the_first_eighty_are_those_of_the_paper() {
        List<boolean[][]> pieces = TestData.chorales(80).pieces();
        List<boolean[]> steps = pieces.stream().flatMap(Arrays::stream).toList();
        assertThat(pieces).hasSize(80);
        assertThat(steps).hasSize(4677);
        assertThat(pieces.stream().mapToInt(p -> p.length).max()).hasValue(129);
        assertThat(pieces.stream().mapToInt(p -> p.length).min()).hasValue(33);
        assertThat(steps.stream().filter(step -> pitches(step).isEmpty())).hasSize(9);
        assertThat(pitches(pieces.getFirst()[0])).containsExactly(60, 72, 79, 88);
        double on = steps.stream().mapToInt(step -> pitches(step).size()).sum();
        assertThat(on / (steps.size() * ChordSequences.KEYS)).isEqualTo(0.07216, within(5e-6));
    }

    @Test
    void five_keys_never_sound_in_the_first_eighty() {
        List<boolean[]> steps =
                TestData.chorales(80).pieces().stream().flatMap(Arrays::stream).toList();
        assertThat(IntStream.range(0, ChordSequences.KEYS)
                        .filter(key -> steps.stream().noneMatch(step -> step[key]))
                        .map(key -> key + ChordSequences.LOWEST_PITCH))
                .containsExactly(44, 45, 46, 47, 49);
    }

    @Test
    void provenance_is_the_files_own_hash() {
        Dataset dataset = new DataSource(TestData.folders()).load(new DataSpec.JsbChorales(3));
        assertThat(dataset.name()).isEqualTo("jsb-chorales");
        assertThat(dataset.synthetic()).isFalse();
        assertThat(dataset.sha256()).isEqualTo("2db9329f1881a1d3f49703ec556bf1d6f84b4f6c1d702c156536e93cf31e1c91");
    }

    @Test
    void asking_for_more_than_there_are_says_how_many_there_are() {
        DataSource source = new DataSource(TestData.folders());
        assertThat(source.load(new DataSpec.JsbChorales(229)).sequences().pieces())
                .hasSize(229);
        assertThatThrownBy(() -> source.load(new DataSpec.JsbChorales(230)))
                .isInstanceOf(TooFewChoralesException.class)
                .hasMessageContainingAll("data.chorales is 230", "229");
        assertThatThrownBy(() -> source.load(new DataSpec.JsbChorales(0))).isInstanceOf(TooFewChoralesException.class);
    }

    @Test
    void one_changed_byte_is_refused_with_both_hashes_the_path_and_the_mend() throws Exception {
        Path original = TestData.folders().find(DatasetFile.JSB_CHORALES).orElseThrow();
        byte[] bytes = Files.readAllBytes(original);
        bytes[1000] ^= 1;
        Path damaged = folder.resolve(DatasetFile.JSB_CHORALES.path());
        Files.createDirectories(damaged.getParent());
        Files.write(damaged, bytes);
        assertThatThrownBy(() -> new DataSource(only(folder)).load(new DataSpec.JsbChorales(80)))
                .isInstanceOf(DatasetDamagedException.class)
                .hasMessageContainingAll(
                        damaged.toString(),
                        Sha256.hex(bytes),
                        DatasetFile.JSB_CHORALES.sha256(),
                        "hourglass data fetch jsb-chorales");
        assertThat(new DataSource(only(folder)).check())
                .containsExactly(new DatasetStatus.Damaged(DatasetFile.JSB_CHORALES, damaged, Sha256.hex(bytes)));
    }

    @Test
    void a_folder_in_the_files_place_is_refused_not_passed_over() throws Exception {
        Path place = Files.createDirectories(folder.resolve(DatasetFile.JSB_CHORALES.path()));
        assertThatThrownBy(() -> new DataSource(only(folder)).load(new DataSpec.JsbChorales(80)))
                .isInstanceOf(DatasetDamagedException.class)
                .hasMessageContaining(place.toString());
        assertThat(new DataSource(only(folder)).check().getFirst()).isInstanceOf(DatasetStatus.Unreadable.class);
    }

    private static DataFolders only(Path folder) {
        return DataFolders.of(Optional.of(folder), Map.of(), folder.resolve("home"), "Linux");
    }

    private static List<Integer> pitches(boolean[] step) {
        return IntStream.range(0, step.length)
                .filter(key -> step[key])
                .mapToObj(key -> key + ChordSequences.LOWEST_PITCH)
                .toList();
    }
}
