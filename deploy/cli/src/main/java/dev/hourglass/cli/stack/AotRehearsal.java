package dev.hourglass.cli.stack;

import dev.hourglass.cli.BuildInfo;
import dev.hourglass.cli.CommandFailedException;
import dev.hourglass.cli.TemporaryFolder;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.embedded.JavaProgram;
import dev.hourglass.embedded.ManagedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the {@link AotCaches}, as the last step of the build: a stack trains a small run and is asked about it, while its JVMs
 * write down what they load and compile. The tracker then starts in less than half the time.
 *
 * <p>Nothing needs the caches. So where the rehearsal fails, it says so and the build goes on; no cache of an earlier build is
 * left then.
 */
public final class AotRehearsal {

    private static final String SPEC = """
            experiment: rehearsal
            system: {kind: deep-recurrent, depth: 2, width: 16}
            data: {kind: synthetic-chorales, chorales: 20, seed: 1}
            dynamics: {kind: sgd, eta: 4.0e-3, minibatch: 100, deltas: stale}
            seed: 5
            stop: {steps: 400}
            record: {every: {perDecade: 40}, metrics: [nll, accuracy, gradientNoise, msd, aging], spectra: [J0]}
            checkpoints: {every: 200}
            waitingTimes: {at: [100], follow: 2.0}
            """;

    private static final int WORKERS = 1;

    /** Often enough that what answers is seen to be worth compiling. */
    private static final int ASKED = 40;

    /** A build must not wait for ever for what it can do without. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** They need a core each. */
    private static final int CREATED_AT_A_TIME = 2;

    private final Path root;
    private final AotCaches caches;

    private AotRehearsal(Path root) {
        this.root = root;
        this.caches = AotCaches.of(root);
    }

    public static void main(String[] args) {
        var rehearsal = new AotRehearsal(BuildInfo.root());
        try {
            rehearsal.run();
        } catch (RuntimeException e) {
            System.err.println("hourglass: programs will start slowly, for the rehearsal failed: " + e.getMessage());
        }
    }

    private void run() {
        remove(".aot");
        try (var folder = new TemporaryFolder("hourglass-rehearsal")) {
            Files.createDirectories(caches.folder());
            var home = Home.of(Optional.of(folder.path().resolve("home")));
            var settings = new StackSettings(home, WORKERS, 0, Optional.empty(), root);
            try (Stack stack = Stack.on(settings, AotCaches.Use.RECORD, System.err::println)) {
                stack.start();
                rehearse(home, folder.path());
            }
            create(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(".aotconf");
        }
    }

    private void rehearse(Home home, Path folder) throws IOException {
        Path spec = Files.writeString(folder.resolve("rehearsal.yaml"), SPEC);
        try (ManagedProcess command = command(home, AotCaches.Use.RECORD)
                        .arguments(
                                "run",
                                spec.toString(),
                                "--follow",
                                "--home",
                                home.folder().toString())
                        .start();
                var tracker = client(home)) {
            awaitEnd(command);
            List<String> runs = tracker.get("/runs?limit=10")
                    .path("runs")
                    .valueStream()
                    .map(run -> run.path("id").asText())
                    .toList();
            for (int i = 0; i < ASKED; i++) {
                tracker.get("/runs?filter=metrics.nll%20%3E%200.1&order=-metrics.nll&limit=100");
                tracker.get("/compare?points=200&metrics=nll&runs=" + String.join(",", runs));
                for (String run : runs) {
                    tracker.get("/runs/" + run);
                    tracker.get("/runs/" + run + "/series?points=200");
                    tracker.get("/runs/" + run + "/checkpoints");
                }
                tracker.document("/q/health");
            }
        }
    }

    private static void awaitEnd(ManagedProcess program) {
        if (program.onExit()
                        .completeOnTimeout(-1, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join()
                != 0) {
            throw program.failure(
                    program.isAlive() ? "did not end within " + PATIENCE.toSeconds() + " s" : "ended badly");
        }
    }

    private JavaProgram command(Home home, AotCaches.Use use) {
        return LaunchedCommand.of(root, home.log("hourglass"), caches.with(use));
    }

    private static TrackerClient client(Home home) {
        StackRecord running = home.recorded().orElseThrow();
        return new TrackerClient(URI.create(running.url()), Optional.of("rehearsal"), Optional.empty());
    }

    private void create(Home home) {
        var lines = new CommandLines(home, root, caches.with(AotCaches.Use.CREATE), 0, 0);
        try (ExecutorService inThreads = Executors.newFixedThreadPool(CREATED_AT_A_TIME)) {
            List<Future<?>> all = Stream.<JavaProgram>of(
                            lines.tracker("tracker", 0),
                            lines.kafka(),
                            lines.worker("worker-1"),
                            lines.postgres(),
                            command(home, AotCaches.Use.CREATE))
                    .<Future<?>>map(program -> inThreads.submit(() -> create(program)))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new CommandFailedException(String.valueOf(cause.getMessage()), e);
        }
    }

    private static void create(JavaProgram program) {
        try (ManagedProcess creating = program.start()) {
            awaitEnd(creating);
        }
    }

    private void remove(String suffix) {
        if (!Files.isDirectory(caches.folder())) {
            return;
        }
        try (Stream<Path> files = Files.list(caches.folder())) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(suffix)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
