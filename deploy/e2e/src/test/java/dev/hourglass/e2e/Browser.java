package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.bench.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a script of {@code web/e2e} in a real browser; its screenshots stay in {@code target/screenshots}. */
final class Browser {

    private final Path log;

    /** @param log of what the script says */
    Browser(Path log) {
        this.log = log;
    }

    /** @param options what the script takes besides address, browser and folder; fails with what it says if it does */
    void run(String script, String url, String... options) throws IOException, InterruptedException {
        Path screenshots =
                Files.createDirectories(Path.of("target", "screenshots").toAbsolutePath());
        List<String> command = new ArrayList<>(List.of(
                "node",
                Project.root().resolve("web/e2e").resolve(script).toString(),
                "--url",
                url,
                "--out",
                screenshots.toString(),
                "--chromium",
                Chromium.find().toString()));
        command.addAll(List.of(options));
        Process browser = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = browser.waitFor(10, TimeUnit.MINUTES);
        browser.destroyForcibly();
        assertThat(ended).as("ends in time: %s", Files.readString(log)).isTrue();
        assertThat(browser.exitValue()).as(Files.readString(log)).isZero();
        try (Stream<Path> pictures = Files.list(screenshots)) {
            assertThat(pictures.filter(p -> p.toString().endsWith(".png"))).hasSizeGreaterThanOrEqualTo(6);
        }
    }
}
