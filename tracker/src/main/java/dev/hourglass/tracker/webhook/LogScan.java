package dev.hourglass.tracker.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Finds in the log what is to be told, as far as the read model shows it: who is told and looks must see it. */
final class LogScan implements AutoCloseable {

    /**
     * An attempt's end counts if the projection took it; published runs ended long ago, and elsewhere. An attempt that was lost
     * and found again goes on without an end; one that has ended otherwise was not lost, or that is no longer news.
     */
    private static final String COUNTS = """
            select r.name, r.experiment
              from run r join attempt a on a.run = r.id
             where r.id = ? and a.id = ? and r.kind <> 'published' and (a.ended_as = ? or (? = 'lost' and a.ended_as is null))
            """;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final JsonMapper JSON = new JsonMapper();

    private final WebhookStore store;
    private final LiveReadModel live;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<Integer, Long> positions = new HashMap<>();

    LogScan(KafkaClients kafka, WebhookStore store, LiveReadModel live) {
        this.store = store;
        this.live = live;
        this.consumer = kafka.consumer();
    }

    /** One look. @param projected the partitions to look through, and up to where */
    void turn(Map<Integer, Long> projected) throws SQLException {
        follow(projected);
        ConsumerRecords<String, byte[]> messages = poll(projected);
        for (TopicPartition partition : messages.partitions()) {
            look(partition, messages.records(partition), projected.getOrDefault(partition.partition(), 0L));
        }
    }

    private void look(TopicPartition partition, List<ConsumerRecord<String, byte[]>> messages, long projected)
            throws SQLException {
        long from = positions.getOrDefault(partition.partition(), 0L);
        long to = from;
        List<Finding> findings = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : messages) {
            if (message.offset() < projected) {
                to = message.offset() + 1;
                finding(message).ifPresent(findings::add);
            }
        }
        if (to > from && !store.found(partition.partition(), from, to, findings)) {
            positions.remove(partition.partition()); // another tracker, or another webhook: begin where it stands now
            return;
        }
        positions.put(partition.partition(), to);
        consumer.seek(partition, to); // what the read model does not show yet is for a later turn
    }

    private void follow(Map<Integer, Long> projected) throws SQLException {
        Set<TopicPartition> wanted = new HashSet<>();
        projected.keySet().forEach(partition -> wanted.add(log(partition)));
        if (!consumer.assignment().equals(wanted)) {
            consumer.assign(wanted);
            positions.clear();
        }
        for (Map.Entry<Integer, Long> one : projected.entrySet()) {
            if (!positions.containsKey(one.getKey())) {
                long position = store.position(one.getKey(), one.getValue());
                positions.put(one.getKey(), position);
                consumer.seek(log(one.getKey()), position);
            }
        }
    }

    /** Another log stands where the old one was: what is in it now is not news. */
    private ConsumerRecords<String, byte[]> poll(Map<Integer, Long> projected) throws SQLException {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            for (TopicPartition partition : e.partitions()) {
                long now = projected.getOrDefault(partition.partition(), 0L);
                store.found(partition.partition(), positions.getOrDefault(partition.partition(), 0L), now, List.of());
                positions.remove(partition.partition());
            }
            return ConsumerRecords.empty();
        }
    }

    private Optional<Finding> finding(ConsumerRecord<String, byte[]> message) throws SQLException {
        Envelope envelope;
        try {
            envelope = EventCodec.decode(message);
        } catch (UndecodableRecordException e) {
            return Optional.empty(); // listed among the dead letters
        }
        return switch (envelope.event()) {
            case Event.RunCompleted e ->
                finding(envelope, message.partition(), "completed", e.origin().attempt(), e.reason());
            case Event.RunFailed e ->
                finding(envelope, message.partition(), "failed", e.origin().attempt(), e.reason());
            case Event.RunLost e ->
                finding(
                        envelope,
                        message.partition(),
                        "lost",
                        e.attempt(),
                        "its worker was silent for " + e.silentMs() / 1000 + " s");
            default -> Optional.empty(); // a new kind of event is not told unless somebody decides so
        };
    }

    private Optional<Finding> finding(Envelope envelope, int partition, String kind, UUID attempt, String reason)
            throws SQLException {
        UUID run = envelope.event().subject();
        try (Connection connection = live.open();
                PreparedStatement statement = connection.prepareStatement(COUNTS)) {
            statement.setObject(1, run);
            statement.setObject(2, attempt);
            statement.setString(3, kind);
            statement.setString(4, kind);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Finding(
                                envelope.id(),
                                partition,
                                run,
                                kind,
                                body(envelope, kind, row.getString(1), row.getString(2), reason)))
                        : Optional.empty();
            }
        }
    }

    private static String body(Envelope envelope, String kind, String name, String experiment, String reason) {
        ObjectNode body = JSON.createObjectNode();
        body.put("id", envelope.id().toString());
        body.put("event", kind);
        body.put("time", envelope.time().toString());
        body.put("reason", reason);
        body.putObject("run")
                .put("id", envelope.event().subject().toString())
                .put("name", name)
                .put("experiment", experiment);
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }

    private static TopicPartition log(int partition) {
        return new TopicPartition(Topics.EVENTS, partition);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
