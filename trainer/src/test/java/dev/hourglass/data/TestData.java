package dev.hourglass.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hourglass.model.recurrent.ChordSequences;
import dev.hourglass.spec.Spec.DataSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Bach's chorales for tests: from where HOURGLASS_DATA says, or the data folder beside the project. Without them a test is skipped. */
public final class TestData {

    private TestData() {}

    /** The first {@code count} training chorales. */
    public static ChordSequences chorales(int count) {
        return new DataSource(folders()).load(new DataSpec.JsbChorales(count)).sequences();
    }

    static DataFolders folders() {
        Optional<Path> beside = Optional.of(Path.of("../../shared/data"))
                .filter(Files::isDirectory)
                .map(Path::toAbsolutePath);
        DataFolders folders = DataFolders.of(
                beside, System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"));
        assumeTrue(
                folders.find(DatasetFile.JSB_CHORALES).isPresent(),
                () -> new DatasetNotFoundException(DatasetFile.JSB_CHORALES, folders).getMessage());
        return folders;
    }
}
