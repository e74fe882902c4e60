package dev.hourglass.events.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The log's records: CloudEvents 1.0 in Kafka's binary mode, the envelope in {@code ce_} headers, the payload in protobuf, the key
 * the subject's id.
 */
public final class EventCodec {

    /** Of a payload. Brokers are set to 1 MiB a record batch; the rest is room for headers. */
    public static final int MAX_EVENT_BYTES = 900_000;

    private static final String CONTENT_TYPE = "application/protobuf";

    private EventCodec() {}

    /** @throws EventTooLargeException if the payload has more than {@link #MAX_EVENT_BYTES} */
    public static ProducerRecord<String, byte[]> encode(String topic, Envelope envelope) {
        return encode(topic, envelope, null);
    }

    /**
     * For a certain partition, whichever the key would choose.
     *
     * @throws EventTooLargeException if the payload has more than {@link #MAX_EVENT_BYTES}
     */
    public static ProducerRecord<String, byte[]> encode(String topic, int partition, Envelope envelope) {
        return encode(topic, envelope, partition);
    }

    private static ProducerRecord<String, byte[]> encode(String topic, Envelope envelope, @Nullable Integer partition) {
        byte[] payload = Payloads.toProto(envelope.event()).toByteArray();
        if (payload.length > MAX_EVENT_BYTES) {
            throw new EventTooLargeException(envelope, payload.length);
        }
        String subject = envelope.event().subject().toString();
        CloudEvent event = CloudEventBuilder.v1()
                .withId(envelope.id().toString())
                .withType(EventTypes.of(envelope.event()))
                .withSource(URI.create(envelope.source()))
                .withSubject(subject)
                .withTime(OffsetDateTime.ofInstant(envelope.time(), ZoneOffset.UTC))
                .withData(CONTENT_TYPE, payload)
                .build();
        return KafkaMessageFactory.<String>createWriter(
                        topic, partition, envelope.time().toEpochMilli(), subject)
                .writeBinary(event);
    }

    public static Envelope decode(ConsumerRecord<String, byte[]> message) throws UndecodableRecordException {
        EnvelopeHeaders headers = EnvelopeHeaders.of(message.headers());
        byte[] bytes = message.value();
        if (bytes == null) {
            throw new UndecodableRecordException(headers.type() + " without a payload");
        }
        Message payload = parse(headers.type(), bytes);
        try {
            Event event = Payloads.fromProto(headers.subject(), payload);
            return new Envelope(headers.id(), headers.source(), headers.time(), event);
        } catch (IllegalArgumentException e) {
            throw new UndecodableRecordException(headers.type(), e);
        }
    }

    private static Message parse(String type, byte[] payload) throws UndecodableRecordException {
        Message empty = EventTypes.payload(type)
                .orElseThrow(() -> new UndecodableRecordException("unknown type '" + type + "'"));
        try {
            return empty.getParserForType().parseFrom(payload);
        } catch (InvalidProtocolBufferException e) {
            throw new UndecodableRecordException(type + ": the payload is cut short or not protobuf", e);
        }
    }
}
