package dev.hourglass.cli.stack;

import dev.hourglass.cli.CommandFailedException;
import dev.hourglass.embedded.ManagedProcess;
import dev.hourglass.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Kafka, PostgreSQL, the tracker and the workers of one home, running. Ends all of them when it is closed. */
public final class Stack implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(60);

    private final StackSettings settings;
    private final Consumer<String> report;
    private final FileLock lock;
    private final int port;
    private final int kafkaPort = Ports.free();
    private final int postgresPort = Ports.free();
    private final SupervisedProcess kafka;
    private final SupervisedProcess postgres;
    private final SupervisedProcess tracker;
    private final List<SupervisedProcess> workers = new ArrayList<>();
    private final Map<String, StackRecord.Child> children = new LinkedHashMap<>();
    private final CompletableFuture<Void> broken = new CompletableFuture<>();
    private boolean closing;

    private Stack(StackSettings settings, AotCaches.Use caches, FileLock lock, Consumer<String> report) {
        this.settings = settings;
        this.lock = lock;
        this.report = report;
        this.port = settings.port() == 0 ? Ports.free() : settings.port();
        var programs = new Programs(settings, caches, port, kafkaPort, postgresPort);
        var events = new Events();
        this.kafka = new SupervisedProcess("kafka", programs.kafka(), events);
        this.postgres = new SupervisedProcess("postgres", programs.postgres(), events);
        this.tracker = new SupervisedProcess("tracker", programs.tracker(), events);
        for (int i = 1; i <= settings.workers(); i++) {
            String name = "worker-" + i;
            workers.add(new SupervisedProcess(name, programs.worker(name), events));
        }
    }

    /**
     * Takes the home and ends what an earlier, killed supervisor left on it. Starts nothing yet.
     *
     * @param report told of everything a person should know, one line each
     * @throws CommandFailedException if a stack runs on the home already, the port is in use or the tracker is not built
     */
    public static Stack on(StackSettings settings, Consumer<String> report) {
        return on(settings, AotCaches.Use.START, report);
    }

    static Stack on(StackSettings settings, AotCaches.Use caches, Consumer<String> report) {
        Path tracker = CommandLines.trackerFolder(settings.root());
        if (!Files.isDirectory(tracker)) {
            throw new CommandFailedException("the tracker is not built: " + tracker + " is missing; run 'mvn package'");
        }
        FileLock lock = settings.home().lock();
        try {
            List<String> ended = settings.home().recorded().map(Leftovers::end).orElse(List.of());
            if (!ended.isEmpty()) {
                report.accept("ended what a killed supervisor had left: " + String.join(", ", ended));
            }
            settings.home().forgetRecord();
            if (settings.port() != 0 && !Ports.isFree(settings.port())) {
                throw new CommandFailedException("port " + settings.port()
                        + " of 127.0.0.1 is in use; choose another with --port, or 0 for a free one");
            }
            return new Stack(settings, caches, lock, report);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    /**
     * Starts everything; returns when the tracker is ready.
     *
     * @throws CommandFailedException if something does not come up; what came up is still to be closed
     */
    public void start() {
        startServers();
        startPrograms();
    }

    /** Kafka and PostgreSQL, for who has something to do with them before anybody else; the rest as {@link #start}. */
    public void startServers() {
        recordRunning();
        begin(List.of(kafka, postgres));
    }

    /** Tracker and workers, after {@link #startServers}. */
    public void startPrograms() {
        begin(Stream.concat(Stream.of(tracker), workers.stream()).toList());
    }

    /** Of the PostgreSQL server, for the superuser. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres?user=postgres";
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What runs, as it stands in the home too. */
    public synchronized StackRecord record() {
        return new StackRecord(
                url().toString(),
                "127.0.0.1:" + kafkaPort,
                ProcessHandle.current().pid(),
                List.copyOf(children.values()));
    }

    /** Completes, exceptionally, when a part without which nothing works is given up; never otherwise. */
    public CompletableFuture<Void> broken() {
        return broken;
    }

    /** Workers first, so that they can save and say so; then the tracker, and last what both of them need. */
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        CompletableFuture.allOf(workers.stream().map(Stack::end).toArray(CompletableFuture[]::new))
                .join();
        tracker.stop(STOP);
        CompletableFuture.allOf(end(kafka), end(postgres)).join();
        settings.home().forgetRecord();
        release(lock);
    }

    private synchronized void recordRunning() {
        if (!closing) {
            settings.home().record(record());
        }
    }

    private static void begin(List<SupervisedProcess> processes) {
        try {
            CompletableFuture.allOf(processes.stream()
                            .map(process -> CompletableFuture.runAsync(process::start, Stack::inThread))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw new CommandFailedException(
                    String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage()), e);
        }
    }

    private static CompletableFuture<Void> end(SupervisedProcess process) {
        return CompletableFuture.runAsync(() -> process.stop(STOP), Stack::inThread);
    }

    private static void inThread(Runnable task) {
        Thread.ofPlatform().daemon().start(task);
    }

    private static void release(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new CommandFailedException("the home's lock cannot be released: " + e.getMessage(), e);
        }
    }

    private final class Events implements SupervisedProcess.Listener {
        @Override
        public void launched(String name, ManagedProcess process) {
            synchronized (Stack.this) {
                children.put(name, StackRecord.Child.of(name, process.handle()));
                recordRunning();
            }
        }

        @Override
        public void restarting(String name, int exitCode, int time) {
            report.accept(name + " ended with code " + exitCode + " and is started again (" + time + " of "
                    + SupervisedProcess.RESTARTS + "); its log is "
                    + settings.home().log(name));
        }

        @Override
        public void givenUp(String name, String why) {
            report.accept(name + " is given up: " + why + "; its log is "
                    + settings.home().log(name));
            if (!name.startsWith("worker-")) {
                broken.completeExceptionally(new CommandFailedException(name + " is given up: " + why));
            }
        }
    }
}
