package dev.hourglass.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.cli.chaos.Await;
import dev.hourglass.cli.stack.Fleet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tracker where people sign in, with all that its page of operations is for: a dead letter, a stopped partition, a worker. */
class OperationsInTheBrowserTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final byte[] JUNK =
            "this is no event, whatever it says \0\1\2\377".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path folder;

    @Test
    void an_admin_signs_in_sees_what_is_wrong_and_mends_it() throws Exception {
        Path first = folder.resolve("first-token");
        try (Fleet stack =
                Fleet.start(folder, "-Dhourglass.sign-in=required", "-Dhourglass.first-token-file=" + first)) {
            String token = Files.readString(first).strip();
            try (var api = new TrackerClient(stack.api().base(), Optional.empty(), Optional.of(token))) {
                var browser = new Browser(folder.resolve("browser.log"));
                String url = api.base().toString();
                browser.run("states.mjs", url, "--token", token);

                var runs = new Runs(api);
                stack.startWorker("worker-one");
                String trained = runs.create(Runs.spec(1_000_000));
                runs.awaitCheckpoint(trained, 500, PATIENCE);
                String letter = deadLetter(stack, api);
                stopAPartition(stack, api, runs.create(Runs.spec(1_000)));
                browser.run(
                        "operations.mjs",
                        url,
                        "--token",
                        token,
                        "--letter",
                        letter,
                        "--bytes",
                        HexFormat.of().formatHex(JUNK));
            }
        }
    }

    /** @return where it stands */
    private static String deadLetter(Fleet stack, TrackerClient api) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", stack.kafkaAddress()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var junk = new ProducerRecord<>("hourglass.events", "somebody's key", JUNK);
            junk.headers().add("content-type", "text/plain".getBytes(StandardCharsets.UTF_8));
            RecordMetadata at = producer.send(junk).get();
            Await.until(
                    "a dead letter",
                    PATIENCE,
                    () -> api.get("/dead-letters").path("count").intValue() == 1);
            return at.partition() + ":" + at.offset();
        }
    }

    /** By a defect of the live read model alone: the log, and what is built anew from it, know nothing of it. */
    private static void stopAPartition(Fleet stack, TrackerClient api, String run) throws Exception {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl());
                Statement statement = connection.createStatement()) {
            String schema = api.get("/projection").path("readModel").textValue();
            statement.execute("alter table " + schema + ".note add check (text <> 'poison')");
        }
        api.post("/runs/" + run + "/notes", JSON.createObjectNode().put("text", "poison"));
        Await.until("a stopped partition", PATIENCE, () -> List.copyOf(
                        api.get("/projection").findValuesAsText("state"))
                .contains("stopped"));
    }
}
