package dev.hourglass.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.CommandFailedException;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.cli.api.TrackerUnreachableException;
import dev.hourglass.cli.stack.Stack;
import dev.hourglass.cli.stack.StackSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How fast a tracker answers: loads made-up runs through the topic, starts everything anew so that nothing is warm that would not
 * be, and asks over HTTP. Loading is bounded in time: runs that are not in the read model by then are left out, and said.
 */
public final class QueryBench {

    private static final Duration LOADING = Duration.ofSeconds(150);
    private static final Duration GATHERING = Duration.ofSeconds(40);

    private static final String API = "/api/v1";

    private static final String PAGE = "/runs?filter=metrics.nll%20%3E%200.1&order=-metrics.nll&limit=100";

    private static final int COMPARED = 20;
    private static final int LISTED = 10_000;
    private static final int PARAMS = 50;
    private static final int METRICS = 200;

    private final StackSettings settings;
    private final Consumer<String> report;

    public QueryBench(StackSettings settings, Consumer<String> report) {
        this.settings = settings;
        this.report = report;
    }

    /**
     * @param p95 of each question, in ms
     * @param runs in the read model while it was asked
     */
    public record Answer(Map<String, Double> p95, long runs) {}

    public Answer run() {
        try (Stack stack = Stack.on(settings, report)) {
            stack.start();
            load(stack);
        }
        report.accept("starting PostgreSQL, the tracker and Kafka anew");
        try (Stack stack = Stack.on(settings, report)) {
            stack.start();
            try (var tracker = client(stack.url())) {
                // What the topic still has may arrive meanwhile; asking beside that would measure both.
                await(Duration.ofSeconds(60), () -> caughtUp(tracker));
                return ask(tracker);
            }
        }
    }

    private void load(Stack stack) {
        report.accept("loading 3,000,000 points, then " + LISTED + " runs of " + PARAMS + " parameters and " + METRICS
                + " metrics");
        long end = System.nanoTime() + LOADING.toNanos();
        try (var tracker = client(stack.url());
                var asking = new Asking(stack.url());
                Producer<String, byte[]> producer = producer(stack.record().kafka())) {
            var runs = new MadeUpRuns(producer);
            lineage(runs);
            for (int i = 0; i < COMPARED; i++) {
                runs.series("compared " + i, Optional.empty(), 99_999);
            }
            for (int i = 0; i < LISTED && System.nanoTime() < end; i++) {
                runs.wide("listed " + i, PARAMS, METRICS);
            }
            producer.flush();
            if (!await(Duration.ofNanos(end - System.nanoTime()), () -> caughtUp(tracker))) {
                report.accept(
                        "not all is in the read model after " + LOADING.toSeconds() + " s; going on with what is");
            }
            await(GATHERING, () -> gathered(asking));
        }
    }

    /** A run of 1,000,000 points, three quarters of them from three ancestors. */
    private static void lineage(MadeUpRuns runs) {
        Optional<MadeUpRuns.Parent> parent = Optional.empty();
        for (int generation = 0; generation < 4; generation++) {
            long until = 250_000L * (generation + 1) - 1;
            runs.series("generation " + generation, parent, until);
            parent = Optional.of(new MadeUpRuns.Parent(MadeUpRuns.id("generation " + generation), until));
        }
    }

    private static Answer ask(TrackerClient tracker) {
        UUID youngest = MadeUpRuns.id("generation 3");
        String compared = IntStream.range(0, COMPARED)
                .mapToObj(i -> MadeUpRuns.id("compared " + i).toString())
                .collect(Collectors.joining(","));
        String stitched = "/runs/" + youngest + "/series?points=1000";
        require(tracker.get(stitched), "/series/0/points", 1_000_000);
        String raw = "/runs/" + MadeUpRuns.id("compared 0") + "/series?points=raw&limit=100000";
        require(tracker.get(raw), "/series/0/points", 100_000);
        Map<String, Double> p95 = new LinkedHashMap<>();
        try (var asking = new Asking(tracker.base())) {
            p95.put("stitchedMillion", asking.p95(API + stitched));
            p95.put("compareTwenty", asking.p95(API + "/compare?points=1000&runs=" + compared));
            p95.put("rawHundredThousand", asking.p95(API + raw));
            p95.put("firstPage", asking.p95(API + PAGE));
        }
        long runs = 0;
        for (JsonNode experiment : tracker.get("/experiments")) {
            runs += experiment.path("runs").asLong();
        }
        return new Answer(p95, runs);
    }

    private static void require(JsonNode answer, String at, long points) {
        if (answer.at(at).asLong() != points) {
            throw new CommandFailedException("a series of " + points + " points is not whole: the read model has "
                    + answer.at(at).asLong() + " of them; the machine was too busy to load them in time");
        }
    }

    /** A tracker that is too busy to answer is not. */
    private static boolean caughtUp(TrackerClient tracker) {
        try {
            return tracker.get("/projection").path("caughtUp").asBoolean();
        } catch (TrackerUnreachableException e) {
            return false;
        }
    }

    /** Whether all small chunks have become large ones, as they do within minutes of a run's end. */
    private static boolean gathered(Asking asking) {
        return new String(asking.get("/q/metrics"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("hourglass_chunks_waiting"))
                .allMatch(line -> line.endsWith(" 0.0"));
    }

    /** @return whether it came true in time */
    private static boolean await(Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() >= end) {
                    return false;
                }
                Thread.sleep(200);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", e);
        }
    }

    private static TrackerClient client(URI url) {
        return new TrackerClient(url, Optional.of("bench"), Optional.empty());
    }

    private static Producer<String, byte[]> producer(String kafka) {
        Map<String, Object> config = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.LINGER_MS_CONFIG,
                5);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }
}
