package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.DeadLetters;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.kafka.StoredRecord;
import dev.hourglass.tracker.publish.LogPosition;
import dev.hourglass.tracker.readmodel.DeadLetterRow;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Dead letters as they stand in the log; the read model keeps where they are and why. */
@Singleton
class DeadLetterLog {

    private final EntityManager database;
    private final KafkaClients kafka;

    DeadLetterLog(EntityManager database, KafkaClients kafka) {
        this.database = database;
        this.kafka = kafka;
    }

    /** @param record no larger than what the broker takes */
    record Found(DeadLetterRow row, ConsumerRecord<String, byte @Nullable []> record) {

        byte[] bytes() {
            byte[] value = record.value();
            return value == null ? new byte[0] : value;
        }

        /** @param head how many bytes to show */
        DeadLetters.Content content(int head) {
            byte[] bytes = bytes();
            return new DeadLetters.Content(
                    letter(row),
                    StreamSupport.stream(record.headers().spliterator(), false)
                            .map(DeadLetterLog::header)
                            .toList(),
                    Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, Math.min(head, bytes.length))),
                    bytes.length > head);
        }
    }

    /**
     * @throws NoSuchDeadLetter if no dead letter stands there
     * @throws RecordGone if the log does not have it any more
     */
    Found find(LogPosition at) {
        DeadLetterRow row = QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(
                        database.find(DeadLetterRow.class, new DeadLetterRow.Key(at.partition(), at.offset()))))
                .orElseThrow(() -> new NoSuchDeadLetter(at));
        return new Found(
                row, StoredRecord.at(kafka, at.partition(), at.offset()).orElseThrow(() -> new RecordGone(at)));
    }

    static DeadLetters.DeadLetter letter(DeadLetterRow row) {
        return new DeadLetters.DeadLetter(
                row.partition, row.logOffset, row.time, Optional.ofNullable(row.key), row.reason, row.bytes);
    }

    private static DeadLetters.Header header(Header header) {
        byte[] value = header.value() == null ? new byte[0] : header.value();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            return new DeadLetters.Header(header.key(), Optional.of(text), Optional.empty());
        } catch (CharacterCodingException e) {
            return new DeadLetters.Header(
                    header.key(),
                    Optional.empty(),
                    Optional.of(Base64.getEncoder().encodeToString(value)));
        }
    }

    private static String text(LogPosition at) {
        return at.partition() + ":" + at.offset();
    }

    /** What stands there was applied, or is not there yet. */
    static final class NoSuchDeadLetter extends Refusal {
        private static final long serialVersionUID = 1;

        NoSuchDeadLetter(LogPosition at) {
            super(
                    404,
                    "No such dead letter",
                    "no dead letter at " + text(at) + "; the list of dead letters has those there are",
                    "GET /dead-letters");
        }
    }

    /** The log was cut, or Kafka's retention took the record. */
    static final class RecordGone extends Refusal {
        private static final long serialVersionUID = 1;

        RecordGone(LogPosition at) {
            super(
                    404,
                    "Record gone",
                    "the log no longer has record " + text(at)
                            + ", because it was cut; the list of dead letters has what the read model kept of it",
                    "GET /dead-letters");
        }
    }
}
