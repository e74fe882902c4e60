package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.Spec.DataSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFoldersTest {

    private static final Path HOME = Path.of("/home/anna");

    @TempDir
    Path folder;

    @Test
    void the_option_comes_first_then_the_variable_then_the_users_folder() {
        DataFolders folders = DataFolders.of(Optional.of(Path.of("a")), Map.of("HOURGLASS_DATA", "/b"), HOME, "Linux");
        assertThat(folders.inOrder())
                .containsExactly(Path.of("a"), Path.of("/b"), Path.of("/home/anna/.local/share/hourglass/data"));
    }

    @Test
    void an_empty_variable_is_no_place() {
        assertThat(DataFolders.of(Optional.empty(), Map.of("HOURGLASS_DATA", " "), HOME, "Linux")
                        .inOrder())
                .hasSize(1);
    }

    @Test
    void the_users_folder_follows_the_desktop_conventions() {
        assertThat(user(Map.of("XDG_DATA_HOME", "/data"), "Linux")).isEqualTo(Path.of("/data/hourglass/data"));
        assertThat(user(Map.of("XDG_DATA_HOME", "not/absolute"), "Linux"))
                .isEqualTo(Path.of("/home/anna/.local/share/hourglass/data"));
        assertThat(user(Map.of("XDG_DATA_HOME", "/data"), "Mac OS X"))
                .isEqualTo(Path.of("/home/anna/Library/Application Support/Hourglass/data"));
    }

    @Test
    void the_first_place_that_has_the_file_gives_it() throws Exception {
        Path second = Files.createDirectories(folder.resolve("second"));
        Path third = folder.resolve("third");
        for (Path place : new Path[] {second, third}) {
            Path file = place.resolve(DatasetFile.JSB_CHORALES.path());
            Files.createDirectories(file.getParent());
            Files.writeString(file, "{}");
        }
        var folders = new DataFolders(Optional.of(folder.resolve("first")), Optional.of(second), third);
        assertThat(folders.find(DatasetFile.JSB_CHORALES)).contains(second.resolve("jsb/jsb-chorales-quarter.json"));
    }

    @Test
    void a_dataset_that_is_nowhere_names_the_three_places_and_the_command() {
        var folders = new DataFolders(
                Optional.of(folder.resolve("one")), Optional.of(folder.resolve("two")), folder.resolve("three"));
        assertThatThrownBy(() -> new DataSource(folders).load(new DataSpec.JsbChorales(80)))
                .isInstanceOf(DatasetNotFoundException.class)
                .hasMessageContainingAll(
                        "--data",
                        folder.resolve("one").toString(),
                        "HOURGLASS_DATA",
                        folder.resolve("two").toString(),
                        folder.resolve("three").toString(),
                        "hourglass data fetch jsb-chorales");
        assertThat(new DataSource(folders).check()).containsExactly(new DatasetStatus.Absent(DatasetFile.JSB_CHORALES));
    }

    @Test
    void an_unknown_dataset_is_told_the_known_ones() {
        assertThat(DatasetFile.named("jsb-chorales")).isSameAs(DatasetFile.JSB_CHORALES);
        assertThatThrownBy(() -> DatasetFile.named("jsb-chorale"))
                .isInstanceOf(UnknownDatasetException.class)
                .hasMessageContainingAll("'jsb-chorale'", "jsb-chorales");
    }

    private static Path user(Map<String, String> environment, String operatingSystem) {
        return DataFolders.of(Optional.empty(), environment, HOME, operatingSystem)
                .user();
    }
}
