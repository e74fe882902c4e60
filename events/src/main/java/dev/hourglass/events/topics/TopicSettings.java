package dev.hourglass.events.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /**
     * Whatever a producer's clock says. By default a broker refuses what is an hour ahead of its own clock, and one worker whose clock
     * is wrong would send the same batch again for ever.
     */
    private static final Map<String, String> ANY_TIME =
            Map.of("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));

    /** A record's time is the broker's: by that these topics forget, and of heartbeats the last minute is looked for. */
    private static final Map<String, String> TIME_OF_ARRIVAL = Map.of("message.timestamp.type", "LogAppendTime");

    /** By topic; those that an earlier version made were made without. */
    static Map<String, Map<String, String>> times() {
        return Map.of(
                Topics.EVENTS, ANY_TIME,
                Topics.WORK, TIME_OF_ARRIVAL,
                Topics.COMMANDS, TIME_OF_ARRIVAL,
                Topics.PROGRESS, TIME_OF_ARRIVAL);
    }

    /** For ever, and as it was written: the log is the truth. */
    static Map<String, String> log() {
        Map<String, String> settings = new TreeMap<>(ANY_TIME);
        settings.put("retention.ms", "-1");
        settings.put("retention.bytes", "-1");
        settings.put("cleanup.policy", "delete");
        settings.put("max.message.bytes", MAX_BATCH_BYTES);
        settings.put("compression.type", "producer");
        return settings;
    }

    private static Map<String, String> kept(Duration time) {
        return Map.of("retention.ms", Long.toString(time.toMillis()), "max.message.bytes", MAX_BATCH_BYTES);
    }
}
