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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
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

    /**
     * Into a certain partition, whichever its subject would choose.
     *
     * @throws LogUnavailableException if Kafka does not take it within 5 s
     */
    public LogPosition publishInto(int partition, Envelope envelope) {
        return send(EventCodec.encode(Topics.EVENTS, partition, envelope));
    }

    /**
     * Returns once the log has all of them for good. Events of one subject keep their order.
     *
     * @throws LogUnavailableException if Kafka does not take one of them; those before it may have been taken
     */
    public List<LogPosition> publishAll(List<Envelope> envelopes) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Envelope envelope : envelopes) {
            try {
                sent.add(producer.send(EventCodec.encode(Topics.EVENTS, envelope)));
            } catch (KafkaException e) {
                throw new LogUnavailableException(e);
            }
        }
        return sent.stream().map(EventPublisher::stored).toList();
    }

    /** For the topics beside the log. */
    public LogPosition send(ProducerRecord<String, byte[]> message) {
        try {
            return stored(producer.send(message));
        } catch (KafkaException e) {
            throw new LogUnavailableException(e);
        }
    }

    private static LogPosition stored(Future<RecordMetadata> sent) {
        try {
            RecordMetadata stored = sent.get();
            return new LogPosition(stored.partition(), stored.offset());
        } catch (ExecutionException e) {
            throw new LogUnavailableException(e.getCause() == null ? e : e.getCause());
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
