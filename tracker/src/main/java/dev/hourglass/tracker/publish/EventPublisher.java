package dev.hourglass.tracker.publish;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.HourglassConfig;
import dev.hourglass.tracker.kafka.KafkaClients;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Writes events into the log and waits until the projection, in whichever tracker, has passed them. */
@Singleton
public final class EventPublisher implements AutoCloseable {

    /** How long an action waits for its event to show before it answers 202. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final ProjectedOffsets projected;
    private final String source;

    @Inject
    EventPublisher(KafkaClients kafka, ProjectedOffsets projected, HourglassConfig config) {
        this(kafka, projected, config.name().orElseGet(EventPublisher::host));
    }

    /** @param name what this tracker signs with */
    public EventPublisher(KafkaClients kafka, ProjectedOffsets projected, String name) {
        this.producer = kafka.producer();
        this.projected = projected;
        this.source = "tracker/" + name;
    }

    /** What an event of this tracker has as its envelope's source. */
    public String source() {
        return source;
    }

    /**
     * Returns once the log has the event for good.
     *
     * @throws LogUnavailableException if Kafka does not take it within 5 s
     */
    public LogPosition publish(Envelope envelope) {
        return send(EventCodec.encode(Topics.EVENTS, envelope));
    }

    /** For the topics beside the log. */
    public LogPosition send(ProducerRecord<String, byte[]> message) {
        try {
            RecordMetadata stored = producer.send(message).get();
            return new LogPosition(stored.partition(), stored.offset());
        } catch (ExecutionException e) {
            throw new LogUnavailableException(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw new LogUnavailableException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException(e);
        }
    }

    /** @return whether the read model showed the event within {@link #PATIENCE} */
    public boolean publishAndAwait(Envelope envelope) {
        return awaitProjected(publish(envelope), PATIENCE);
    }

    /** @return whether the read model has passed the position */
    public boolean awaitProjected(LogPosition position, Duration patience) {
        return projected.await(position, patience);
    }

    @PreDestroy
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "tracker";
        }
    }
}
