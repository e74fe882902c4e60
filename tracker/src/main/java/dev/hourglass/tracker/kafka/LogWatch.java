package dev.hourglass.tracker.kafka;

import dev.hourglass.events.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Looks at the log from outside: which topic it is, where its partitions begin and end. */
public final class LogWatch implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 5;

    private final Admin admin;

    /**
     * The log as it was found.
     *
     * @param topicId Kafka's own id: another id is another log, whatever its name
     * @param begins of each partition, the first offset there is
     * @param ends of each partition, the offset behind the last record
     */
    public record View(String topicId, Map<Integer, Long> begins, Map<Integer, Long> ends) {
        public View {
            begins = Map.copyOf(begins);
            ends = Map.copyOf(ends);
        }

        public long begin(int partition) {
            return begins.getOrDefault(partition, 0L);
        }

        public long end(int partition) {
            return ends.getOrDefault(partition, 0L);
        }
    }

    public LogWatch(KafkaClients kafka) {
        admin = kafka.admin();
    }

    /** @throws KafkaException if Kafka does not answer within 5 s, or there is no such topic */
    public View look() {
        try {
            TopicDescription topic = admin.describeTopics(List.of(Topics.EVENTS))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(Topics.EVENTS);
            if (topic == null) {
                throw new KafkaException("Kafka has no topic " + Topics.EVENTS);
            }
            int partitions = topic.partitions().size();
            return new View(
                    topic.topicId().toString(),
                    offsets(partitions, OffsetSpec.earliest()),
                    offsets(partitions, OffsetSpec.latest()));
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not tell about topic " + Topics.EVENTS + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking Kafka", e);
        }
    }

    private Map<Integer, Long> offsets(int partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int p = 0; p < partitions; p++) {
            asked.put(new TopicPartition(Topics.EVENTS, p), which);
        }
        return admin.listOffsets(asked).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().partition(), e -> e.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
