package dev.hourglass.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java program as a process of its own that ends with this JVM ({@link EndsWithParent}), its output in a file. To be stopped
 * in order, killed, frozen and thawed: what supervisors do, and what tests do to see what survives.
 */
public final class ManagedProcess implements AutoCloseable {

    private static final Duration STATE_POLL = Duration.ofMillis(1);
    private static final Pattern COMPANION = Pattern.compile(" pid=(\\d+)$");

    private final String name;
    private final Process process;
    private final Path log;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Thread reader;

    ManagedProcess(String name, Process process, Path log, Pattern readyLine) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.reader = Thread.ofPlatform().daemon().name(name + " output").start(() -> copyOutput(readyLine));
    }

    /** A program to configure and start. */
    public static JavaProgram java(String mainClass) {
        return new JavaProgram(mainClass);
    }

    /** {@link KafkaProcess}, ready. Its log is {@code kafka.log} beside the directory. */
    public static ManagedProcess kafka(Path directory, int port) {
        return server(KafkaProcess.class, directory, port, KafkaProcess.HEAP);
    }

    /** {@link PostgresProcess}, ready. */
    public static ManagedProcess postgres(Path directory, int port) {
        return server(PostgresProcess.class, directory, port, PostgresProcess.HEAP);
    }

    private static ManagedProcess server(Class<?> main, Path directory, int port, String heap) {
        return java(main.getName())
                .jvmOptions("-Xmx" + heap, "-XX:+UseSerialGC")
                .arguments(directory.toString(), Integer.toString(port))
                .log(directory.resolveSibling(directory.getFileName() + ".log"))
                .readyLine("ready.*")
                .start()
                .awaitReady(Duration.ofSeconds(120));
    }

    /**
     * Waits for the line that says the program is ready.
     *
     * @throws ServerStartException if the program ends or the time is over before; the message has the log's last lines
     */
    public ManagedProcess awaitReady(Duration atMost) {
        try {
            ready.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return this;
        } catch (TimeoutException late) {
            throw failure("was not ready within " + atMost.toSeconds() + " s");
        } catch (ExecutionException ended) {
            throw failure("ended with code " + exitCode() + " before it was ready");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException(name + ": interrupted while it started");
        }
    }

    /** @param what the program's name comes before it, the log's last lines after it */
    public ServerStartException failure(String what) {
        return new ServerStartException(name + " " + what + "; " + tail());
    }

    /** The line that said the program is ready: {@code ready 127.0.0.1:9092} of Kafka, the JDBC URL of PostgreSQL. */
    public String readyLine() {
        return ready.join();
    }

    /** The second word of the ready line: where clients connect. */
    public String address() {
        return readyLine().split(" ")[1];
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Waits for the end. */
    public int exitCode() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    /** SIGTERM, then waits; SIGKILL when the time is over. Returns whether the end was orderly. */
    public boolean stop(Duration atMost) {
        // By its handle: the process itself would close the pipes too, and a program on the leash ends on the spot
        // without them.
        process.toHandle().destroy();
        try {
            if (process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        return false;
    }

    /** SIGKILL, to the program and to all it started; returns when the program is gone. */
    public void kill() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join());
    }

    /**
     * SIGSTOP, to the program and to all it started; returns when they stand still, as far as the system tells: a signal that was
     * sent is one that will arrive, not one that has.
     */
    public void freeze() {
        for (ProcessHandle each : signal("STOP")) {
            awaitStandstill(each);
        }
    }

    /** SIGCONT after {@link #freeze}. */
    public void thaw() {
        signal("CONT");
    }

    /** Kills what still runs. */
    @Override
    public void close() {
        kill();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The program first, so that it cannot tidy up after the others. */
    private List<ProcessHandle> all() {
        Stream<ProcessHandle> companions =
                companion().stream().flatMap(other -> Stream.concat(Stream.of(other), other.descendants()));
        return Stream.concat(Stream.of(process.toHandle()), Stream.concat(process.descendants(), companions))
                .toList();
    }

    private Optional<ProcessHandle> companion() {
        if (!ready.isDone() || ready.isCompletedExceptionally()) {
            return Optional.empty();
        }
        Matcher pid = COMPANION.matcher(ready.join());
        return pid.find() ? ProcessHandle.of(Long.parseLong(pid.group(1))) : Optional.empty();
    }

    private static void awaitStandstill(ProcessHandle process) {
        Path state = Path.of("/proc", Long.toString(process.pid()), "stat");
        while (Files.exists(state) && process.isAlive() && !isStopped(state)) {
            LockSupport.parkNanos(STATE_POLL.toNanos());
        }
    }

    /** The state is the first field after the name, which is in brackets and may contain any; a zombie stands still too. */
    private static boolean isStopped(Path state) {
        try {
            String fields = Files.readString(state);
            return "TZX".indexOf(fields.charAt(fields.lastIndexOf(')') + 2)) >= 0;
        } catch (IOException gone) {
            return true;
        }
    }

    /** @return whom it was sent to */
    private List<ProcessHandle> signal(String signal) {
        List<ProcessHandle> all = all();
        for (ProcessHandle each : all) {
            try {
                new ProcessBuilder("kill", "-" + signal, Long.toString(each.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return all;
    }

    private void copyOutput(Pattern readyLine) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                var file = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                file.write(line);
                file.newLine();
                file.flush();
                if (readyLine.matcher(line).matches()) {
                    ready.complete(line);
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IllegalStateException("ended"));
    }

    private String tail() {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return "the end of " + log + ":\n  "
                    + String.join("\n  ", all.subList(Math.max(0, all.size() - 12), all.size()));
        } catch (IOException | UncheckedIOException e) {
            return "its log " + log + " cannot be read: " + e.getMessage();
        }
    }
}
