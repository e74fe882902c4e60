package dev.hourglass.tracker.kafka;

import dev.hourglass.embedded.EmbeddedKafka;
import dev.hourglass.embedded.EmbeddedPostgres;
import dev.hourglass.embedded.Ports;
import dev.hourglass.embedded.ServerCertificate;
import dev.hourglass.tracker.testing.Servers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Kafka and a PostgreSQL that are spoken to over TLS, with settings as the manual has them. */
public final class EncryptedServers implements QuarkusTestResourceLifecycleManager {

    private @Nullable EmbeddedKafka kafka;
    private @Nullable EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        Path directory = Servers.temporary();
        try {
            var certificate = ServerCertificate.make(directory.resolve("certificate"));
            postgres = EmbeddedPostgres.startEncrypted(directory.resolve("postgres"), certificate);
            int port = Ports.free();
            kafka = EmbeddedKafka.startEncrypted(directory.resolve("kafka"), port, certificate);
            Path config =
                    Files.writeString(directory.resolve("kafka.properties"), """
                    security.protocol=SSL
                    ssl.truststore.type=PEM
                    ssl.truststore.location=%s
                    """.formatted(certificate.certificate()));
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    postgres.jdbcUrl() + "&sslmode=verify-full&sslrootcert=" + certificate.certificate(),
                    "quarkus.datasource.username",
                    "postgres",
                    "quarkus.datasource.password",
                    "none",
                    "hourglass.kafka.bootstrap-servers",
                    "127.0.0.1:" + port,
                    "hourglass.kafka.config-file",
                    config.toString(),
                    "hourglass.blobs",
                    directory.resolve("blobs").toString(),
                    "hourglass.first-token-file",
                    directory.resolve("first-token").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
