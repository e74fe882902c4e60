package dev.hourglass.events.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicSetupTest {

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(folder);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        kafka.close();
    }

    @Test
    void a_worker_whose_clock_is_a_day_ahead_is_heard_also_by_topics_that_were_made_without() throws Exception {
        var setup = new TopicSetup(admin);
        setup.ensure(3, (short) 1);
        var log = new ConfigResource(ConfigResource.Type.TOPIC, Topics.EVENTS);
        var name = "message.timestamp.after.max.ms";
        var forget = new AlterConfigOp(new ConfigEntry(name, ""), AlterConfigOp.OpType.DELETE);
        admin.incrementalAlterConfigs(Map.of(log, List.of(forget))).all().get();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            until(() -> !isTaken(producer, Topics.EVENTS)); // that is Kafka's default
            setup.ensure(3, (short) 1);
            for (String topic : List.of(Topics.EVENTS, Topics.WORK, Topics.COMMANDS, Topics.PROGRESS)) {
                until(() -> isTaken(producer, topic));
            }
        }
    }

    private static boolean isTaken(KafkaProducer<String, String> producer, String topic) throws Exception {
        long tomorrow = Instant.now().plus(Duration.ofDays(1)).toEpochMilli();
        try {
            producer.send(new ProducerRecord<>(topic, 0, tomorrow, "run", "early"))
                    .get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(InvalidTimestampException.class);
            return false;
        }
    }

    /** A broker takes new settings a moment after it was told them. */
    private static void until(Callable<Boolean> condition) throws Exception {
        long begin = System.nanoTime();
        while (!condition.call()) {
            assertThat(System.nanoTime() - begin)
                    .isLessThan(Duration.ofSeconds(30).toNanos());
        }
    }

    @Test
    void topics_are_made_once_and_a_log_that_was_changed_is_found_out() throws Exception {
        var setup = new TopicSetup(admin);
        TopicSetup.Log log = setup.ensure(3, (short) 1);
        assertThat(log.partitions()).isEqualTo(3);
        assertThat(setup.ensure(5, (short) 1))
                .as("a second start changes nothing")
                .isEqualTo(log);
        setup.check(3);
        assertThat(admin.listTopics().names().get())
                .contains(Topics.EVENTS, Topics.WORK, Topics.COMMANDS, Topics.PROGRESS);

        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.EVENTS);
        var week = new AlterConfigOp(new ConfigEntry("retention.ms", "604800000"), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(topic, List.of(week))).all().get();
        assertThatThrownBy(() -> setup.check(3))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("retention.ms is 604800000, must be -1");

        admin.createPartitions(Map.of(Topics.EVENTS, NewPartitions.increaseTo(4)))
                .all()
                .get();
        assertThatThrownBy(() -> setup.check(3)).hasMessageContaining("4 partitions, but the log was made with 3");
    }
}
