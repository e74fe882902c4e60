package dev.hourglass.cli.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.events.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Which records of a log must be dead letters, worked out from the log itself once all of it is there. */
final class DeadLetterOracle {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<UUID, KnownRun> runs = new HashMap<>();
    private final Set<String> dead = new HashSet<>();
    private long records;

    /** All of the log as it is now. */
    static DeadLetterOracle read(String bootstrapServers) {
        var oracle = new DeadLetterOracle();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(POLL).forEach(oracle::take);
            }
        }
        return oracle;
    }

    /** As "partition:offset". */
    Set<String> dead() {
        return dead;
    }

    long records() {
        return records;
    }

    private void take(ConsumerRecord<String, byte[]> stored) {
        records++;
        if (!says(stored)) {
            dead.add(stored.partition() + ":" + stored.offset());
        }
    }

    /** @return whether it can be applied, be it that it says nothing new */
    private boolean says(ConsumerRecord<String, byte[]> stored) {
        Event event;
        try {
            event = EventCodec.decode(stored).event();
        } catch (UndecodableRecordException | RuntimeException e) {
            return false;
        }
        UUID subject = event.subject();
        if (!subject.toString().equals(stored.key())) {
            return false;
        }
        KnownRun run = runs.get(subject);
        return switch (event) { // no default: a new kind of event must stop the build here
            case Event.SweepCreated _, Event.ExperimentRenamed _ -> true;
            case Event.RecordSkipped skip -> skip.partition() == stored.partition() && skip.offset() < stored.offset();
            case Event.RunCreated created -> {
                if (run != null) {
                    yield true;
                }
                if (!isJson(created.spec())) {
                    yield false;
                }
                runs.put(subject, new KnownRun(created.kind()));
                yield true;
            }
            case Event.OfAttempt word -> run != null && run.hear(word);
            case Event.Request request -> run != null && run.hear(request);
            case Event.Keeping keeping -> run != null && run.hear(keeping);
            case Event.RunLost lost -> run != null && run.hear(lost);
            case Event.RunFound found -> run != null && run.hear(found);
        };
    }

    private static boolean isJson(String spec) {
        try {
            JSON.readTree(spec);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
