package dev.hourglass.cli.stack;

import dev.hourglass.cli.BuildInfo;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.embedded.JavaProgram;
import dev.hourglass.embedded.ManagedProcess;
import dev.hourglass.embedded.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Kafka, PostgreSQL, trackers and workers that nobody supervises: each may be killed, frozen and started again, to see what
 * survives. Whoever is silent is given up after {@link #LOST_AFTER}, so that this is seen soon.
 */
public final class Fleet implements AutoCloseable {

    /** Of a worker's run, and of a tracker's partitions: the shortest that brokers allow; still many heartbeats. */
    public static final Duration LOST_AFTER = Duration.ofSeconds(6);

    private static final Duration START = Duration.ofMinutes(3);
    private static final String SECONDS = LOST_AFTER.toSeconds() + "s";

    private final CommandLines lines;
    private final Member kafka;
    private final Member postgres;
    private final List<String> trackerOptions;
    private final List<Member> trackers = new ArrayList<>();
    private final List<TrackerClient> apis = new ArrayList<>();
    private final List<Member> workers = new ArrayList<>();

    private Fleet(Path folder, int trackers, String trackerHeap, List<String> trackerOptions) {
        this.trackerOptions = List.copyOf(trackerOptions);
        Path root = BuildInfo.root();
        lines = new CommandLines(Home.of(Optional.of(folder)), root, AotCaches.of(root), Ports.free(), Ports.free());
        kafka = new Member(
                "kafka",
                () -> lines.kafka().jvmOptions(CommandLines.QUICKLY_COMPILED),
                process -> process.awaitReady(START));
        postgres = new Member("postgres", lines::postgres, process -> process.awaitReady(START));
        for (int i = 1; i <= trackers; i++) {
            String name = trackers == 1 ? "tracker" : "tracker-" + i;
            int port = Ports.free();
            URI url = URI.create("http://127.0.0.1:" + port);
            apis.add(new TrackerClient(url, Optional.of("fleet"), Optional.empty()));
            this.trackers.add(
                    new Member(name, () -> tracker(name, port, trackerHeap), process -> awaitTracker(url, process)));
        }
    }

    /** With one tracker and no worker yet. */
    public static Fleet start(Path folder) {
        return start(folder, 1, "512m");
    }

    /** As {@link #start(Path)}. @param trackerOptions of the tracker's JVM: its settings */
    public static Fleet start(Path folder, String... trackerOptions) {
        return start(new Fleet(folder, 1, "512m", List.of(trackerOptions)));
    }

    /**
     * Returns when the trackers are ready; there is no worker yet.
     *
     * @param trackerHeap as the JVM's option has it; a tracker that needs more ends
     */
    public static Fleet start(Path folder, int trackers, String trackerHeap) {
        return start(new Fleet(folder, trackers, trackerHeap, List.of()));
    }

    private static Fleet start(Fleet fleet) {
        try {
            CompletableFuture.allOf(inThread(fleet.kafka), inThread(fleet.postgres))
                    .join();
            fleet.trackers.forEach(Member::start);
            return fleet;
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    public Member kafka() {
        return kafka;
    }

    public Member postgres() {
        return postgres;
    }

    /** The first. */
    public Member tracker() {
        return trackers.getFirst();
    }

    public List<Member> trackers() {
        return List.copyOf(trackers);
    }

    public List<Member> workers() {
        return List.copyOf(workers);
    }

    /** In the order of their starts. */
    public List<Member> all() {
        return Stream.of(List.of(kafka, postgres), trackers, workers)
                .flatMap(List::stream)
                .toList();
    }

    /** The first tracker's. */
    public TrackerClient api() {
        return apis.getFirst();
    }

    /** Of each tracker. */
    public List<TrackerClient> apis() {
        return List.copyOf(apis);
    }

    public Path blobs() {
        return lines.home().blobs();
    }

    public String kafkaAddress() {
        return lines.bootstrapServers();
    }

    /** Of the database that the trackers share. */
    public String jdbcUrl() {
        return lines.jdbcUrl() + "?user=postgres";
    }

    /** Does not wait. */
    public Member startWorker(String name) {
        var worker = new Member(
                name, () -> lines.worker(name).jvmOptions("-Xmx512m").arguments("--heartbeat", "500ms"), process -> {});
        workers.add(worker);
        return worker.start();
    }

    private JavaProgram tracker(String name, int port, String heap) {
        return lines.tracker(name, port)
                .jvmOptions(
                        "-Xmx" + heap,
                        "-XX:+ExitOnOutOfMemoryError",
                        CommandLines.QUICKLY_COMPILED,
                        "-Dhourglass.name=" + name,
                        "-Dhourglass.kafka.session-timeout=" + SECONDS,
                        "-Dhourglass.lost-after=" + SECONDS,
                        "-Dhourglass.offer-again-after=5s")
                .jvmOptions(trackerOptions.toArray(String[]::new));
    }

    private static void awaitTracker(URI url, ManagedProcess process) {
        if (!Readiness.await(url, process::isAlive, START)) {
            throw process.failure(process.isAlive() ? "was not ready in time" : "ended before it was ready");
        }
    }

    private static CompletableFuture<Void> inThread(Member member) {
        return CompletableFuture.runAsync(
                member::start, task -> Thread.ofPlatform().daemon().start(task));
    }

    @Override
    public void close() {
        all().reversed().forEach(Member::close);
        apis.forEach(TrackerClient::close);
    }
}
