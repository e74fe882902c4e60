package dev.hourglass.events.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics and checks the log's. Only the tracker makes them: a producer that came first would create the log with
 * seven days' retention.
 */
public final class TopicSetup {

    private static final int TIMEOUT_SECONDS = 30;

    private final Admin admin;

    public TopicSetup(Admin admin) {
        this.admin = admin;
    }

    /**
     * What the log's topic is.
     *
     * @param id Kafka's own id of the topic: another id is another log, whatever its name
     */
    public record Log(String id, int partitions) {}

    /**
     * Makes what is missing, lets all topics take records of any clock and the share group begin at the earliest offer, and reads
     * what the log is.
     *
     * @param partitions of the log, if it is made now
     * @throws KafkaException if Kafka cannot be reached or refuses
     */
    public Log ensure(int partitions, short replication) {
        for (NewTopic topic : TopicSettings.all(partitions, replication)) {
            try {
                admin.createTopics(List.of(topic)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw failed("create topic " + topic.name(), e);
                }
            } catch (InterruptedException | TimeoutException e) {
                throw failed("create topic " + topic.name(), e);
            }
        }
        set(TopicSettings.times().entrySet().stream()
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.getKey()), Map.Entry::getValue)));
        // Without this, what was queued before the first worker came would never be delivered.
        set(Map.of(
                new ConfigResource(ConfigResource.Type.GROUP, Topics.WORKERS_GROUP),
                Map.of("share.auto.offset.reset", "earliest")));
        TopicDescription description = describe();
        return new Log(
                description.topicId().toString(), description.partitions().size());
    }

    /**
     * @param partitions as they were when the log was made: keys would move to other partitions if the number changed
     * @throws TopicMismatchException if retention, cleanup, batch size or partition count are not what the log needs
     */
    public void check(int partitions) throws TopicMismatchException {
        List<String> differences = new ArrayList<>();
        int found = describe().partitions().size();
        if (found != partitions) {
            differences.add(found + " partitions, but the log was made with " + partitions
                    + " (keys would change places): restore the topic, or rebuild from a copy of the log");
        }
        Map<String, String> settings = settings();
        TopicSettings.log().forEach((name, expected) -> {
            String is = settings.get(name);
            if (!expected.equals(is) && !name.equals("compression.type")) {
                differences.add(name + " is " + is + ", must be " + expected + " (kafka-configs.sh --alter --topic "
                        + Topics.EVENTS + " --add-config " + name + "=" + expected + ")");
            }
        });
        if (!differences.isEmpty()) {
            throw new TopicMismatchException(differences);
        }
    }

    private TopicDescription describe() {
        try {
            return admin.describeTopics(List.of(Topics.EVENTS))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .iterator()
                    .next();
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw failed("describe topic " + Topics.EVENTS, e);
        }
    }

    private Map<String, String> settings() {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, Topics.EVENTS);
        try {
            Config config = admin.describeConfigs(List.of(resource))
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .iterator()
                    .next();
            return config.entries().stream()
                    .filter(entry -> entry.value() != null) // Kafka hides the value of what is secret
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw failed("read the settings of topic " + Topics.EVENTS, e);
        }
    }

    private void set(Map<ConfigResource, Map<String, String>> settings) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        settings.forEach((resource, values) -> changes.put(
                resource,
                values.entrySet().stream()
                        .map(value -> new AlterConfigOp(
                                new ConfigEntry(value.getKey(), value.getValue()), AlterConfigOp.OpType.SET))
                        .toList()));
        try {
            admin.incrementalAlterConfigs(changes).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw failed("configure " + settings, e);
        }
    }

    private static KafkaException failed(String what, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return new KafkaException("cannot " + what + ": " + cause, cause);
    }
}
