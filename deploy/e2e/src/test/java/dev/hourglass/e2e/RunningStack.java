package dev.hourglass.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hourglass.cli.Hourglass;
import dev.hourglass.cli.stack.Home;
import dev.hourglass.embedded.ManagedProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code hourglass up} as a process, and the processes under it. */
final class RunningStack implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final ManagedProcess supervisor;
    private final Path home;

    private RunningStack(ManagedProcess supervisor, Path home) {
        this.supervisor = supervisor;
        this.home = home;
    }

    /** Started and ready, with one worker, on a free port. */
    static RunningStack up(Path home) {
        return new RunningStack(Command.start(home, "up", "--workers", "1"), home);
    }

    ManagedProcess supervisor() {
        return supervisor;
    }

    JsonNode answer() {
        return json(supervisor.readyLine());
    }

    String url() {
        return answer().path("url").asText();
    }

    /** The process of that name that runs now; none between its end and its next start. */
    Optional<ProcessHandle> process(String name) {
        return Home.of(Optional.of(home)).recorded().stream()
                .flatMap(record -> record.children().stream())
                .filter(child -> child.name().equals(name))
                .flatMap(child -> ProcessHandle.of(child.pid()).stream())
                .findFirst();
    }

    /** Every process of the stack but the supervisor: children, theirs, and PostgreSQL, which is nobody's child. */
    List<ProcessHandle> processes() {
        var all = new ArrayList<ProcessHandle>();
        answer().path("processes")
                .forEach(child -> ProcessHandle.of(child.path("pid").asLong()).ifPresent(all::add));
        all.addAll(all.stream().flatMap(ProcessHandle::descendants).toList());
        String data = home.resolve("postgres").resolve("data").toString();
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(data))
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                .forEach(all::add);
        return all;
    }

    /** Waits until none of the processes is there any more. */
    static boolean allEndWithin(List<ProcessHandle> processes, Duration atMost) {
        return CompletableFuture.allOf(
                        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .thenApply(_ -> true)
                .completeOnTimeout(false, atMost.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** A command against this stack, within this JVM. */
    Answer hourglass(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", url()));
        return execute(all.toArray(String[]::new));
    }

    static Answer execute(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Hourglass.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Answer(code, out.toString(), err.toString());
    }

    record Answer(int code, String out, String err) {

        /** The last line, as JSON. */
        JsonNode json() {
            return RunningStack.json(out.strip().lines().reduce("", (_, line) -> line));
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = processes();
        if (supervisor.isAlive()) {
            supervisor.stop(Duration.ofSeconds(90));
        }
        all.forEach(ProcessHandle::destroyForcibly);
        supervisor.close();
    }
}
