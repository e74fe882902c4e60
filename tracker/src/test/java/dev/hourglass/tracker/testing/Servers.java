package dev.hourglass.tracker.testing;

import dev.hourglass.embedded.EmbeddedKafka;
import dev.hourglass.embedded.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** For {@code @QuarkusTestResource(Servers.class)}: a Kafka and a PostgreSQL of the test's own, and a folder for blobs. */
public class Servers implements QuarkusTestResourceLifecycleManager {

    private @Nullable EmbeddedKafka kafka;
    private @Nullable EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        Path directory = temporary();
        // Side by side: half of either start is waiting, and most test classes have servers of their own.
        CompletableFuture<EmbeddedPostgres> database = CompletableFuture.supplyAsync(
                () -> EmbeddedPostgres.start(directory.resolve("postgres")),
                task -> Thread.ofPlatform().name("postgres").start(task));
        kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        postgres = database.join();
        return Map.of(
                "quarkus.datasource.jdbc.url",
                postgres.jdbcUrl(),
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "none",
                "hourglass.kafka.bootstrap-servers",
                kafka.bootstrapServers(),
                // a test's runs have no worker that speaks
                "hourglass.lost-after",
                "1h",
                "hourglass.limits.blob",
                "1000000",
                "hourglass.limits.log",
                "16000000",
                "hourglass.blobs",
                directory.resolve("blobs").toString(),
                "hourglass.first-token-file",
                directory.resolve("first-token").toString());
    }

    /** A test that takes the database away brings it back. */
    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(postgres, new TestInjector.MatchesType(EmbeddedPostgres.class));
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

    public static Path temporary() {
        try {
            Path target = Files.createDirectories(Path.of("target", "servers"));
            return Files.createTempDirectory(target, "test").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
