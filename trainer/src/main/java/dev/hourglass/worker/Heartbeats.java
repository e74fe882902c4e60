package dev.hourglass.worker;

import dev.hourglass.events.Clock;
import dev.hourglass.events.IdleWorker;
import dev.hourglass.events.Progress;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.run.RunProgress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says at intervals that the present attempt lives and how far it is, also while it waits for Kafka; or that the worker has none. A
 * thread of its own.
 */
final class Heartbeats implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

    private final Producer<String, byte[]> producer;
    private final Supplier<@Nullable Execution> present;
    private final String worker;
    private final InstantSource time;
    private final ProcessLoad load = new ProcessLoad();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("heartbeats").factory());
    private @Nullable UUID lastAttempt;
    private long lastStep;
    private long lastTime;

    Heartbeats(
            Producer<String, byte[]> producer,
            Supplier<@Nullable Execution> present,
            String worker,
            Duration interval,
            InstantSource time) {
        this.producer = producer;
        this.present = present;
        this.worker = worker;
        this.time = time;
        thread.scheduleWithFixedDelay(this::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            Execution execution = present.get();
            if (execution != null && execution.isAnnounced()) {
                send(execution.run().toString(), MessageCodec.encode(progress(execution)));
            } else {
                send(worker, MessageCodec.encode(new IdleWorker(worker, load.cpuCores(), load.memoryBytes())));
            }
        } catch (RuntimeException e) { // an exception would end the schedule, and the worker would seem dead
            LOG.warn("no heartbeat this time: {}", e.toString());
        }
    }

    private void send(String key, byte[] beat) {
        producer.send(new ProducerRecord<>(Topics.PROGRESS, key, beat), (where, error) -> {
            if (error != null) {
                LOG.debug("a heartbeat was lost: {}", error.toString());
            }
        });
    }

    private Progress progress(Execution execution) {
        RunProgress state = execution.progress();
        long step = state.step();
        long now = System.nanoTime();
        boolean same = execution.attempt().equals(lastAttempt) && now > lastTime;
        double speed = same ? (step - lastStep) * 1e9 / (now - lastTime) : Double.NaN;
        lastAttempt = execution.attempt();
        lastStep = step;
        lastTime = now;
        long wallMs = time.millis();
        return new Progress(
                execution.run(),
                execution.attempt(),
                worker,
                new Clock(step, state.tau(), wallMs),
                speed,
                expectedEnd(state.target(), step, speed, wallMs),
                load.cpuCores(),
                load.memoryBytes());
    }

    private static OptionalLong expectedEnd(OptionalLong target, long step, double speed, long wallMs) {
        return target.isPresent() && speed > 0
                ? OptionalLong.of(wallMs + Math.round((target.getAsLong() - step) * 1000 / speed))
                : OptionalLong.empty();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        producer.close(Duration.ofSeconds(1));
    }
}
