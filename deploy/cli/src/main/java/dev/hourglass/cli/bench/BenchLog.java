package dev.hourglass.cli.bench;

import dev.hourglass.cli.CommandFailedException;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.topics.TopicSetup;
import dev.hourglass.events.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The log as a bench needs it: made and filled before there is a tracker, and asked who reads it. */
final class BenchLog implements AutoCloseable {

    /** As a tracker makes it. */
    private static final int PARTITIONS = 6;

    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;

    BenchLog(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
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
                        5),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Makes the topics if they are not there. */
    void make() {
        new TopicSetup(admin).ensure(PARTITIONS, (short) 1);
    }

    /** Returns when all of it is acknowledged. */
    void fill(IngestLoad load) {
        var failure = new AtomicReference<Exception>();
        load.each(event -> send(event, failure));
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new CommandFailedException("the log could not be filled: " + failed.getMessage(), failed);
        }
    }

    private void send(Event event, AtomicReference<Exception> failure) {
        var envelope = new Envelope(UUID.randomUUID(), "bench", Instant.now(), event);
        producer.send(EventCodec.encode(Topics.EVENTS, envelope), (stored, failed) -> {
            if (failed != null) {
                failure.set(failed);
            }
        });
    }

    /** Whether a tracker has been given the partitions: from then on it consumes. */
    boolean isConsumed() throws InterruptedException {
        try {
            ConsumerGroupDescription group = admin.describeConsumerGroups(List.of(Topics.PROJECTION_GROUP))
                    .all()
                    .get()
                    .get(Topics.PROJECTION_GROUP);
            return group != null
                    && group.groupState() == GroupState.STABLE
                    && group.members().stream()
                            .anyMatch(member ->
                                    !member.assignment().topicPartitions().isEmpty());
        } catch (ExecutionException noSuchGroupYet) {
            return false;
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
