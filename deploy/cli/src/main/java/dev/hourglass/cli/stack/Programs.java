package dev.hourglass.cli.stack;

import dev.hourglass.embedded.JavaProgram;
import dev.hourglass.embedded.ManagedProcess;
import java.net.URI;
import java.time.Duration;

/** A stack's processes: how each is started, and when it is ready. */
final class Programs {

    private static final Duration START = Duration.ofMinutes(3);

    private final StackSettings settings;
    private final int port;
    private final CommandLines lines;

    Programs(StackSettings settings, AotCaches.Use caches, int port, int kafkaPort, int postgresPort) {
        this.settings = settings;
        this.port = port;
        this.lines = new CommandLines(
                settings.home(), settings.root(), AotCaches.of(settings.root()).with(caches), kafkaPort, postgresPort);
    }

    SupervisedProcess.Program kafka() {
        return saysReady(lines.kafka());
    }

    SupervisedProcess.Program postgres() {
        return saysReady(lines.postgres());
    }

    SupervisedProcess.Program tracker() {
        JavaProgram program = lines.tracker("tracker", port)
                .jvmOptions(
                        "-Xmx1g",
                        // Batches are young and then garbage: in a small young generation they would be copied again
                        // and again.
                        "-Xmn384m",
                        // So that the old one has room for the objects of the AOT cache from the start: without, the
                        // JVM ends.
                        "-Xms512m");
        settings.data().ifPresent(folder -> program.jvmOptions("-Dhourglass.data=" + folder));
        return new SupervisedProcess.Program(program::start, this::awaitTracker);
    }

    SupervisedProcess.Program worker(String name) {
        // A run is one thread that allocates little.
        JavaProgram program = lines.worker(name).jvmOptions("-Xmx1g");
        settings.data().ifPresent(folder -> program.arguments("--data", folder.toString()));
        return new SupervisedProcess.Program(program::start, process -> {});
    }

    private static SupervisedProcess.Program saysReady(JavaProgram program) {
        return new SupervisedProcess.Program(program::start, process -> process.awaitReady(START));
    }

    private void awaitTracker(ManagedProcess process) {
        if (!Readiness.await(URI.create("http://127.0.0.1:" + port), process::isAlive, START)) {
            throw process.failure(process.isAlive() ? "was not ready in time" : "ended before it was ready");
        }
    }
}
