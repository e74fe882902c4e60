package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.stack.Fleet;
import dev.hourglass.cli.stack.LaunchedCommand;
import dev.hourglass.embedded.ManagedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache that does not fit is passed over in silence: programs start all the same, but slowly. */
class AotCacheTest {

    /** With it a JVM ends that cannot use its cache. */
    private static final String REQUIRED = "-XX:AOTMode=on";

    @TempDir
    Path folder;

    @Test
    void the_command_starts_from_its_cache() throws Exception {
        Path log = folder.resolve("version.log");
        try (ManagedProcess command = LaunchedCommand.of(Project.root(), log)
                .jvmOptions(REQUIRED)
                .arguments("--version")
                .start()) {
            assertThat(command.exitCode()).as(Files.readString(log)).isZero();
        }
    }

    @Test
    void a_tracker_starts_from_its_cache() {
        try (Fleet stack = Fleet.start(folder.resolve("home"), REQUIRED)) {
            assertThat(stack.tracker().isAlive()).isTrue();
        }
    }
}
