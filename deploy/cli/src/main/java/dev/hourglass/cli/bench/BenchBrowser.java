package dev.hourglass.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.CommandFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The script {@code web/bench/bench.mjs} with its headless browser: does one command at a time. Both end when this is closed. */
final class BenchBrowser implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration END = Duration.ofSeconds(10);
    private static final String ENDED = "{\"error\": \"the browser has ended; what it said is above\"}";

    private final Process process;
    private final OutputStream commands;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private BenchBrowser(Process process) {
        this.process = process;
        commands = process.getOutputStream();
        Thread.ofPlatform().daemon().name("browser's answers").start(this::listen);
    }

    /** @param root the project's folder */
    static BenchBrowser start(Path root) throws InterruptedException {
        Path script = root.resolve("web/bench/bench.mjs");
        BenchBrowser browser;
        try {
            browser = new BenchBrowser(new ProcessBuilder(
                            "node", script.toString(), Chromium.find().toString())
                    .redirectError(Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new CommandFailedException("node cannot be started: " + e.getMessage(), e);
        }
        try {
            browser.answer();
            return browser;
        } catch (InterruptedException | RuntimeException e) {
            browser.close();
            throw e;
        }
    }

    static ObjectNode command(String name) {
        return JSON.createObjectNode().put("do", name);
    }

    /** @throws CommandFailedException with what the script says if it cannot */
    JsonNode ask(ObjectNode command) throws InterruptedException {
        try {
            commands.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            commands.flush();
        } catch (IOException e) {
            throw new CommandFailedException("the browser does not listen: " + e.getMessage(), e);
        }
        return answer();
    }

    private JsonNode answer() throws InterruptedException {
        String line = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (line == null) {
            throw new CommandFailedException("the browser did not answer within " + PATIENCE.toMinutes() + " min");
        }
        try {
            JsonNode said = JSON.readTree(line);
            if (said.has("error")) {
                throw new CommandFailedException(said.path("error").asText());
            }
            return said.path("answer");
        } catch (JsonProcessingException e) {
            throw new CommandFailedException("the browser's script says: " + line, e);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(answers::add);
        } catch (IOException | UncheckedIOException e) {
            // The pipe is gone: the same as its end.
        }
        answers.add(ENDED);
    }

    /** The script ends with its input, and closes the browser. */
    @Override
    public void close() {
        try {
            commands.close();
            if (process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It has ended by itself.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
