package dev.hourglass.tracker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.embedded.EmbeddedKafka;
import dev.hourglass.embedded.ServerCertificate;
import dev.hourglass.events.topics.KafkaConfigFile;
import dev.hourglass.events.topics.TopicSetup;
import dev.hourglass.events.topics.Topics;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSignInTest {

    @TempDir
    Path directory;

    @Test
    void a_broker_that_wants_a_password_takes_the_right_one_and_says_what_is_wrong_with_another() throws Exception {
        int port = freePort();
        var certificate = ServerCertificate.make(directory);
        try (EmbeddedKafka ignored = EmbeddedKafka.startWithUsers(
                directory.resolve("kafka"), port, Map.of("tracker", "right"), certificate)) {
            KafkaClients well =
                    new KafkaClients("127.0.0.1:" + port, KafkaConfigFile.read(config("right", certificate)));
            try (Admin admin = well.admin();
                    KafkaProducer<String, byte[]> producer = well.producer()) {
                assertThat(new TopicSetup(admin).ensure(2, (short) 1).partitions())
                        .isEqualTo(2);
                producer.send(new ProducerRecord<>(Topics.EVENTS, "key", new byte[] {1}))
                        .get(30, TimeUnit.SECONDS);
            }
            KafkaClients badly =
                    new KafkaClients("127.0.0.1:" + port, KafkaConfigFile.read(config("wrong", certificate)));
            try (Admin admin = badly.admin()) {
                assertThatThrownBy(() -> new TopicSetup(admin).ensure(2, (short) 1))
                        .isInstanceOf(KafkaException.class)
                        .hasMessageContaining("Authentication failed")
                        .hasMessageNotContaining("wrong");
            }
        }
    }

    @Test
    void a_file_can_say_how_kafka_is_reached_and_nothing_of_how_the_log_is_written() throws IOException {
        Path file = Files.writeString(directory.resolve("more.properties"), "ssl.protocol=TLSv1.3\nacks=1\n");
        assertThatThrownBy(() -> KafkaConfigFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("acks")
                .hasMessageContaining("sasl.*");
    }

    private Path config(String password, ServerCertificate certificate) throws IOException {
        return Files.writeString(
                directory.resolve(password + ".properties"), """
                security.protocol=SASL_SSL
                sasl.mechanism=PLAIN
                sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
                  username="tracker" password="%s";
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                """.formatted(password, certificate.certificate()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
