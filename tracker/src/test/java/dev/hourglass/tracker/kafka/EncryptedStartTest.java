package dev.hourglass.tracker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.embedded.ServerCertificate;
import dev.hourglass.events.topics.KafkaConfigFile;
import dev.hourglass.events.topics.TopicSetup;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.publish.LogPosition;
import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** All that the tracker says to its servers is encrypted, and said to nobody whom it cannot know by its certificate. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@TestProfile(EncryptedStartTest.Encrypted.class)
@SuppressWarnings("NullAway.Init")
class EncryptedStartTest {

    public static class Encrypted implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EncryptedServers.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Inject
    EventPublisher publisher;

    @Inject
    DataSource database;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "hourglass.kafka.bootstrap-servers")
    String kafka;

    @ConfigProperty(name = "hourglass.kafka.config-file")
    Path config;

    @Test
    @ActivateRequestContext
    void an_event_takes_its_way_through_both() throws SQLException {
        UUID id = UUID.randomUUID();
        LogPosition position = publisher.publish(Facts.envelope(new Facts(id).created()));
        assertThat(publisher.awaitProjected(position, Duration.ofSeconds(30))).isTrue();
        RunRow run = QuarkusTransaction.requiringNew().call(() -> RunRow.findById(id));
        assertThat(run.state).isEqualTo("queued");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet open = statement.executeQuery("select count(*) from pg_stat_ssl join pg_stat_activity"
                        + " using (pid) where backend_type = 'client backend' and not ssl")) {
            open.next();
            assertThat(open.getInt(1)).as("connections that are not encrypted").isZero();
        }
    }

    @Test
    void servers_with_a_strangers_certificate_are_told_nothing() throws Exception {
        Path folder = Servers.temporary();
        Path stranger = ServerCertificate.make(folder).certificate();
        assertThatThrownBy(() -> DriverManager.getConnection(
                        url.replaceAll("sslrootcert=.*", "sslrootcert=" + stranger), "postgres", "none"))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("PKIX");
        Path astray = Files.writeString(
                folder.resolve("kafka.properties"),
                Files.readString(config)
                        .replaceAll("ssl.truststore.location=.*", "ssl.truststore.location=" + stranger));
        try (Admin admin = new KafkaClients(kafka, KafkaConfigFile.read(astray)).admin()) {
            assertThatThrownBy(() -> new TopicSetup(admin).ensure(1, (short) 1))
                    .isInstanceOf(KafkaException.class)
                    .hasStackTraceContaining("PKIX");
        }
    }
}
