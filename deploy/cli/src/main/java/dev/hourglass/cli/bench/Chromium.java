package dev.hourglass.cli.bench;

import dev.hourglass.cli.CommandFailedException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The browser of this machine. */
public final class Chromium {

    private Chromium() {}

    /** @throws CommandFailedException if there is none on the path */
    public static Path find() {
        List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new CommandFailedException("neither Chromium nor Chrome is on the path; install one with"
                                + " 'apt-get install chromium' or 'brew install --cask chromium'"));
    }
}
