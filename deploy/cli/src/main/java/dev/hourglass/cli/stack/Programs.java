package dev.hourglass.cli.stack;

import dev.hourglass.cli.BuildInfo;
import dev.hourglass.cli.Hourglass;
import dev.hourglass.embedded.JavaProgram;
import dev.hourglass.embedded.KafkaProcess;
import dev.hourglass.embedded.ManagedProcess;
import dev.hourglass.embedded.PostgresProcess;
import java.net.URI;
import java.time.Duration;

/** The command lines of a stack's processes. */
final class Programs {

    private static final Duration START = Duration.ofMinutes(3);

    private final StackSettings settings;
    private final int port;
    private final int kafkaPort;
    private final int postgresPort;

    Programs(StackSettings settings, int port, int kafkaPort, int postgresPort) {
        this.settings = settings;
        this.port = port;
        this.kafkaPort = kafkaPort;
        this.postgresPort = postgresPort;
    }

    SupervisedProcess.Program kafka() {
        return saysReady(program(KafkaProcess.class, "kafka")
                .jvmOptions("-Xmx" + KafkaProcess.HEAP, "-XX:+UseSerialGC")
                .arguments(settings.home().kafka().toString(), Integer.toString(kafkaPort)));
    }

    SupervisedProcess.Program postgres() {
        return saysReady(program(PostgresProcess.class, "postgres")
                .jvmOptions("-Xmx" + PostgresProcess.HEAP, "-XX:+UseSerialGC")
                .arguments(settings.home().postgres().toString(), Integer.toString(postgresPort)));
    }

    SupervisedProcess.Program tracker() {
        JavaProgram program = ManagedProcess.java("io.quarkus.bootstrap.runner.QuarkusEntryPoint")
                .name("tracker")
                .classPath(settings.trackerJar().toString())
                .log(settings.home().log("tracker"))
                .jvmOptions(
                        "-Xmx1g",
                        // Batches are young and then garbage: in a small young generation they would be copied again
                        // and again.
                        "-Xmn384m",
                        "-XX:+UseSerialGC",
                        // JBoss Threads clears thread locals through it; without, its threads die at their first task.
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres",
                        "-Dquarkus.datasource.username=postgres",
                        "-Dhourglass.kafka.bootstrap-servers=127.0.0.1:" + kafkaPort,
                        "-Dhourglass.blobs=" + settings.home().blobs());
        return new SupervisedProcess.Program(program::start, this::awaitTracker);
    }

    SupervisedProcess.Program worker(String name) {
        JavaProgram program = program(Hourglass.class, name)
                .jvmOptions(BuildInfo.engineJvmOptions().toArray(String[]::new))
                // A run is one thread that allocates little.
                .jvmOptions("-Xmx1g", "-XX:+UseSerialGC")
                .arguments("worker", "--kafka", "127.0.0.1:" + kafkaPort, "--name", name)
                .arguments("--blobs", settings.home().blobs().toString());
        settings.data().ifPresent(folder -> program.arguments("--data", folder.toString()));
        return new SupervisedProcess.Program(program::start, process -> {});
    }

    private JavaProgram program(Class<?> main, String name) {
        return ManagedProcess.java(main.getName())
                .name(name)
                .log(settings.home().log(name));
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
