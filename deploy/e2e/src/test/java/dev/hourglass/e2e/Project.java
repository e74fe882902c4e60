package dev.hourglass.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where the project lies. */
final class Project {

    private Project() {}

    /** The folder with the launcher. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docker-compose.yml"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no project above the working directory");
        }
        return folder;
    }
}
