package dev.hourglass.cli.stack;

import dev.hourglass.cli.BuildInfo;
import dev.hourglass.cli.Hourglass;
import dev.hourglass.embedded.JavaProgram;
import dev.hourglass.embedded.KafkaProcess;
import dev.hourglass.embedded.ManagedProcess;
import dev.hourglass.embedded.PostgresProcess;
import java.nio.file.Path;

/** How the processes on one home are called; heaps and what differs between uses are added by the callers. */
record CommandLines(Home home, Path root, int kafkaPort, int postgresPort) {

    /** For what does not run for long, or does little: half of such a process's time would go into compiling it well. */
    static final String QUICKLY_COMPILED = "-XX:TieredStopAtLevel=1";

    JavaProgram kafka() {
        return program(KafkaProcess.class, "kafka")
                .jvmOptions("-Xmx" + KafkaProcess.HEAP, "-XX:+UseSerialGC")
                .arguments(home.kafka().toString(), Integer.toString(kafkaPort));
    }

    JavaProgram postgres() {
        return program(PostgresProcess.class, "postgres")
                .jvmOptions("-Xmx" + PostgresProcess.HEAP, "-XX:+UseSerialGC", QUICKLY_COMPILED)
                .arguments(home.postgres().toString(), Integer.toString(postgresPort));
    }

    JavaProgram tracker(String name, int port) {
        return ManagedProcess.java("io.quarkus.bootstrap.runner.QuarkusEntryPoint")
                .name(name)
                .classPath(trackerJar(root).toString())
                .log(home.log(name))
                .jvmOptions(
                        "-XX:+UseSerialGC",
                        // JBoss Threads clears thread locals through it; without, its threads die at their first task.
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.datasource.jdbc.url=" + jdbcUrl(),
                        "-Dquarkus.datasource.username=postgres",
                        "-Dhourglass.kafka.bootstrap-servers=" + bootstrapServers(),
                        "-Dhourglass.blobs=" + home.blobs());
    }

    JavaProgram worker(String name) {
        return program(Hourglass.class, name)
                .jvmOptions(BuildInfo.engineJvmOptions().toArray(String[]::new))
                .jvmOptions("-XX:+UseSerialGC")
                .arguments("worker", "--kafka", bootstrapServers(), "--name", name)
                .arguments("--blobs", home.blobs().toString());
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres";
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** In the project's folder. */
    static Path trackerJar(Path root) {
        return root.resolve("tracker/target/quarkus-app/quarkus-run.jar");
    }

    private JavaProgram program(Class<?> main, String name) {
        return ManagedProcess.java(main.getName()).name(name).log(home.log(name));
    }
}
