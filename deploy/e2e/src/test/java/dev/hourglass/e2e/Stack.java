package dev.hourglass.e2e;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.embedded.ManagedProcess;
import dev.hourglass.embedded.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kafka, PostgreSQL, a tracker and workers, each a process of its own that a test may kill, freeze and start again. */
final class Stack implements AutoCloseable {

    /** Short, so that a test sees a loss soon; still many heartbeats. */
    static final Duration LOST_AFTER = Duration.ofSeconds(6);

    private static final String HEARTBEAT = "500ms";

    private final Path folder;
    private final int kafkaPort = Ports.free();
    private final int postgresPort = Ports.free();
    private final int trackerPort = Ports.free();
    private final TrackerClient api =
            new TrackerClient(URI.create("http://127.0.0.1:" + trackerPort), Optional.of("test"), Optional.empty());
    private final List<ManagedProcess> all = new ArrayList<>();

    private ManagedProcess kafka;
    private ManagedProcess postgres;
    private ManagedProcess tracker;

    private Stack(Path folder) {
        this.folder = folder;
        this.kafka = started(ManagedProcess.kafka(folder.resolve("kafka"), kafkaPort));
        this.postgres = started(ManagedProcess.postgres(folder.resolve("postgres"), postgresPort));
        this.tracker = launchTracker();
    }

    /** Kafka, PostgreSQL and a tracker that is ready; no worker yet. */
    static Stack start(Path folder) {
        return new Stack(folder);
    }

    TrackerClient api() {
        return api;
    }

    Path blobs() {
        return folder.resolve("blobs");
    }

    String kafkaAddress() {
        return "127.0.0.1:" + kafkaPort;
    }

    ManagedProcess kafka() {
        return kafka;
    }

    ManagedProcess postgres() {
        return postgres;
    }

    ManagedProcess tracker() {
        return tracker;
    }

    void startKafka() {
        kafka = started(ManagedProcess.kafka(folder.resolve("kafka"), kafkaPort));
    }

    void startPostgres() {
        postgres = started(ManagedProcess.postgres(folder.resolve("postgres"), postgresPort));
    }

    void startTracker() {
        tracker = launchTracker();
    }

    ManagedProcess startWorker(String name) {
        return started(ManagedProcess.java(Hourglass.class.getName())
                .name(name)
                .jvmOptions("--add-modules=jdk.incubator.vector", "-Xmx512m", "-XX:+UseSerialGC")
                .arguments("worker", "--kafka", kafkaAddress(), "--blobs", blobs().toString())
                .arguments("--name", name, "--heartbeat", HEARTBEAT)
                .log(folder.resolve(name + ".log"))
                .start());
    }

    private ManagedProcess launchTracker() {
        ManagedProcess process = started(ManagedProcess.java("io.quarkus.bootstrap.runner.QuarkusEntryPoint")
                .name("tracker")
                .classPath(Project.root()
                        .resolve("tracker/target/quarkus-app/quarkus-run.jar")
                        .toString())
                .jvmOptions(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + trackerPort,
                        "-Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres",
                        "-Dquarkus.datasource.username=postgres",
                        "-Dhourglass.kafka.bootstrap-servers=" + kafkaAddress(),
                        "-Dhourglass.blobs=" + blobs(),
                        "-Dhourglass.lost-after=" + LOST_AFTER.toSeconds() + "s",
                        "-Dhourglass.offer-again-after=5s")
                .log(folder.resolve("tracker.log"))
                .start());
        Await.until("the tracker is ready", Duration.ofSeconds(120), () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the tracker ended; see " + process.log());
            }
            return Http.isOk(URI.create("http://127.0.0.1:" + trackerPort + "/q/health/ready"));
        });
        return process;
    }

    private ManagedProcess started(ManagedProcess process) {
        all.add(process);
        return process;
    }

    @Override
    public void close() {
        all.reversed().forEach(ManagedProcess::close);
        api.close();
    }
}
