package dev.hourglass.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void what_was_produced_survives_a_restart_on_the_same_port() throws Exception {
        int port;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            port = kafka.port();
            create(kafka.bootstrapServers(), "letters");
            produce(kafka.bootstrapServers(), "letters", 3);
            assertThat(consume(kafka.bootstrapServers(), "letters", 3)).containsExactly("0", "1", "2");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), port)) {
            assertThat(kafka.port()).isEqualTo(port);
            produce(kafka.bootstrapServers(), "letters", 1);
            assertThat(consume(kafka.bootstrapServers(), "letters", 4)).containsExactly("0", "1", "2", "0");
        }
    }

    @Test
    void a_share_group_gets_what_was_queued_before_its_first_member() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            create(kafka.bootstrapServers(), "work");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                var group = new ConfigResource(ConfigResource.Type.GROUP, "workers");
                var earliest = new AlterConfigOp(
                        new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
                admin.incrementalAlterConfigs(Map.of(group, List.of(earliest)))
                        .all()
                        .get();
            }
            produce(kafka.bootstrapServers(), "work", 2);

            var taken = new ArrayList<String>();
            try (var consumer = new KafkaShareConsumer<>(
                    Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", "workers"),
                    new StringDeserializer(),
                    new StringDeserializer())) {
                consumer.subscribe(Set.of("work"));
                long end = System.nanoTime() + DEADLINE.toNanos();
                while (taken.size() < 2 && System.nanoTime() < end) {
                    consumer.poll(Duration.ofMillis(200)).forEach(record -> taken.add(record.value()));
                }
            }
            assertThat(taken).containsExactly("0", "1");
        }
    }

    @Test
    void what_was_acknowledged_survives_the_kill_of_the_broker() throws Exception {
        int port = Ports.free();
        try (ManagedProcess kafka = ManagedProcess.kafka(folder.resolve("kafka"), port)) {
            assertThat(kafka.address()).isEqualTo("127.0.0.1:" + port);
            create(kafka.address(), "letters");
            produce(kafka.address(), "letters", 5);
            kafka.kill();
        }
        try (ManagedProcess kafka = ManagedProcess.kafka(folder.resolve("kafka"), port)) {
            assertThat(consume(kafka.address(), "letters", 5)).hasSize(5);
            assertThat(kafka.stop(DEADLINE)).isTrue();
        }
    }

    @Test
    void a_port_in_use_is_named() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder.resolve("kafka"), taken.getLocalPort()))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1 is in use");
        }
    }

    private static void create(String servers, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void produce(String servers, String topic, int count) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"), new StringSerializer(), new StringSerializer())) {
            for (int i : IntStream.range(0, count).toArray()) {
                producer.send(new ProducerRecord<>(topic, Integer.toString(i))).get();
            }
        }
    }

    private static List<String> consume(String servers, String topic, int count) {
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = System.nanoTime() + DEADLINE.toNanos();
            while (values.size() < count && System.nanoTime() < end) {
                StreamSupport.stream(consumer.poll(Duration.ofMillis(200)).spliterator(), false)
                        .forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
