package dev.hourglass.events.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** What each topic is made with. */
final class TopicSettings {

    /** 1 MiB: an event's 900 kB and the batch's own overhead. */
    static final String MAX_BATCH_BYTES = "1048576";

    private TopicSettings() {}

    static List<NewTopic> all(int partitions, short replication) {
        return List.of(
                new NewTopic(Topics.EVENTS, partitions, replication).configs(log()),
                new NewTopic(Topics.WORK, 1, replication).configs(kept(Duration.ofDays(7))),
                new NewTopic(Topics.COMMANDS, 1, replication).configs(kept(Duration.ofDays(1))),
                new NewTopic(Topics.PROGRESS, 1, replication).configs(kept(Duration.ofHours(1))));
    }

    /** For ever, and as it was written: the log is the truth. */
    static Map<String, String> log() {
        return Map.of(
                "retention.ms", "-1",
                "retention.bytes", "-1",
                "cleanup.policy", "delete",
                "max.message.bytes", MAX_BATCH_BYTES,
                "compression.type", "producer");
    }

    private static Map<String, String> kept(Duration time) {
        return Map.of("retention.ms", Long.toString(time.toMillis()), "max.message.bytes", MAX_BATCH_BYTES);
    }
}
