package dev.hourglass.cli.bench;

import dev.hourglass.cli.CommandFailedException;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.cli.api.TrackerUnreachableException;
import dev.hourglass.cli.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Made-up runs on their way through the topic into a stack's read model. */
final class Loading implements AutoCloseable {

    private static final int RUNS = 10_000;
    private static final int PARAMS = 50;
    private static final int METRICS = 200;

    /** What {@link #list} loads, in words. */
    static final String LISTED = RUNS + " runs of " + PARAMS + " parameters and " + METRICS + " metrics";

    private final TrackerClient tracker;
    private final Producer<String, byte[]> log;
    private final MadeUpRuns runs;

    /** Of values with full random mantissas that are like nothing. */
    Loading(Stack stack) {
        this(stack, (_, random) -> random);
    }

    Loading(Stack stack, MadeUpRuns.Shape shape) {
        tracker = client(stack);
        log = producer(stack.record().kafka());
        runs = new MadeUpRuns(log, shape);
    }

    static TrackerClient client(Stack stack) {
        return new TrackerClient(stack.url(), Optional.of("bench"), Optional.empty());
    }

    MadeUpRuns runs() {
        return runs;
    }

    /** Runs for lists, as many as there is time for. @param end in nanoseconds, as {@link System#nanoTime} has them */
    List<MadeUpRuns.GoingOn> list(long end) {
        List<MadeUpRuns.GoingOn> all = new ArrayList<>();
        while (all.size() < RUNS && System.nanoTime() < end) {
            all.add(runs.wide("listed " + all.size(), PARAMS, METRICS));
        }
        return all;
    }

    /** @return whether all that was sent is in the read model in time */
    boolean caughtUp(Duration atMost) {
        log.flush();
        return caughtUp(tracker, atMost);
    }

    /** A tracker that is too busy to answer has not caught up. */
    static boolean caughtUp(TrackerClient tracker, Duration atMost) {
        return await(atMost, () -> {
            try {
                return tracker.get("/projection").path("caughtUp").asBoolean();
            } catch (TrackerUnreachableException e) {
                return false;
            }
        });
    }

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

    @Override
    public void close() {
        log.close();
        tracker.close();
    }
}
