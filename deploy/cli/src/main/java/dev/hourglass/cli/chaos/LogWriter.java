package dev.hourglass.cli.chaos;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts records into the log as fast as they go; whatever becomes of the broker meanwhile, each comes in once and in order. */
public final class LogWriter implements AutoCloseable {

    /** Longer than any fault lasts. */
    private static final int PATIENCE_MS = 300_000;

    /** Says each second that the broker is away, which is what is wanted. Held, else its level is forgotten. */
    private static final Logger CHATTER = Logger.getLogger("org.apache.kafka.clients");

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public LogWriter(String bootstrapServers) {
        CHATTER.setLevel(Level.SEVERE);
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "enable.idempotence",
                        true,
                        "acks",
                        "all",
                        "compression.type",
                        "zstd",
                        "linger.ms",
                        5,
                        "request.timeout.ms",
                        3_000,
                        "delivery.timeout.ms",
                        PATIENCE_MS,
                        "max.block.ms",
                        PATIENCE_MS,
                        "buffer.memory",
                        16L << 20,
                        "reconnect.backoff.max.ms",
                        1_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void write(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (at, failed) -> {
            if (failed == null) {
                acknowledged.incrementAndGet();
            } else {
                failure.compareAndSet(null, failed);
            }
        });
    }

    /**
     * Waits for Kafka.
     *
     * @return how many it has acknowledged so far
     * @throws IllegalStateException if it has refused one
     */
    public long flush() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a record did not get into the log: " + failed, failed);
        }
        return acknowledged.get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
