package dev.hourglass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.embedded.EmbeddedKafka;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownTopicsTest {

    @TempDir
    Path directory;

    @Test
    void a_worker_that_kafka_refuses_says_so_and_one_that_it_takes_waits_for_the_tracker() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (EmbeddedKafka ignored =
                EmbeddedKafka.startWithUsers(directory.resolve("kafka"), port, Map.of("worker", "right"))) {
            assertThat(missing(port, "right")).contains("hourglass.events", "a tracker makes them");
            assertThat(missing(port, "wrong"))
                    .contains("refuses the sign-in", "--kafka-config", "Authentication failed")
                    .doesNotContain("wrong");
        }
    }

    private static String missing(int port, String password) throws InterruptedException {
        var settings = new KafkaSettings(
                "127.0.0.1:" + port,
                Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"worker\" password=\""
                                + password + "\";"),
                "test");
        try (Admin admin = Admin.create(settings.common("topics"))) {
            return KnownTopics.missing(admin);
        }
    }
}
