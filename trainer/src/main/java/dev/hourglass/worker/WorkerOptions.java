package dev.hourglass.worker;

import dev.hourglass.data.DataFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a worker is set up.
 *
 * @param bootstrapServers of Kafka, {@code host:port,...}
 * @param kafkaSecurity settings of encryption and sign-in, by Kafka's names
 * @param blobs folder of the blob store, shared with the tracker
 * @param data where training data are looked for
 * @param name as people see it; distinct among the workers
 * @param heartbeat time between two signs of life; the tracker gives a run up after several
 * @param kernel the dense kernel to use and no other; empty: the fastest that loads
 * @param bufferBytes events that may wait for Kafka; training waits while there are more
 */
public record WorkerOptions(
        String bootstrapServers,
        Map<String, String> kafkaSecurity,
        Path blobs,
        DataFolders data,
        String name,
        Duration heartbeat,
        Optional<String> kernel,
        long bufferBytes) {

    public static final Duration HEARTBEAT = Duration.ofSeconds(10);
    public static final long BUFFER_BYTES = 64L << 20;

    public WorkerOptions {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a worker needs a name");
        }
        if (heartbeat.compareTo(Duration.ofMillis(10)) < 0) {
            throw new IllegalArgumentException("heartbeat is " + heartbeat + ", must be at least 10 ms");
        }
        if (bufferBytes < 1) {
            throw new IllegalArgumentException("bufferBytes is " + bufferBytes + ", must be positive");
        }
    }

    public WorkerOptions(String bootstrapServers, Path blobs, DataFolders data, String name) {
        this(bootstrapServers, Map.of(), blobs, data, name, HEARTBEAT, Optional.empty(), BUFFER_BYTES);
    }
}
