package dev.hourglass.tracker.api;

import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.post;
import static dev.hourglass.tracker.testing.Api.refused;
import static dev.hourglass.tracker.testing.Api.upload;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Clock;
import dev.hourglass.events.Event;
import dev.hourglass.events.IdleWorker;
import dev.hourglass.events.Progress;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.api.shape.NewSkip;
import dev.hourglass.tracker.api.shape.ProjectionState;
import dev.hourglass.tracker.bulletin.Posted;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.publish.LogPosition;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import dev.hourglass.tracker.testing.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class ProjectionOverHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Told told;

    @Inject
    EventPublisher publisher;

    @Inject
    LiveReadModel live;

    @Inject
    Posted posted;

    @Inject
    Announcer announcer;

    @ConfigProperty(name = "hourglass.blobs")
    String blobs;

    private final Facts facts = new Facts(UUID.randomUUID());

    @Test
    void what_is_no_event_is_listed_counted_and_no_reason_to_turn_red() {
        var junk =
                new ProducerRecord<>(Topics.EVENTS, facts.run.toString(), "no event".getBytes(StandardCharsets.UTF_8));
        assertThat(publisher.awaitProjected(publisher.send(junk), PATIENCE)).isTrue();
        told.that(facts.created(), facts.started(1, 0), facts.points(1, 3, 1));
        JsonPath letters = get("/dead-letters?limit=1000");
        assertThat(letters.getLong("count")).isPositive();
        assertThat(letters.getString("deadLetters.find { it.key == '" + facts.run + "' }.reason"))
                .isNotBlank();
        JsonPath projection = get("/projection");
        assertThat(projection.getLong("deadLetters")).isEqualTo(letters.getLong("count"));
        assertThat(projection.getLong("gaps")).as("1 and 2 never came").isGreaterThanOrEqualTo(2);
        assertThat(projection.getList("partitions")).hasSize(6);
        assertThat(projection.getList("partitions.state")).containsOnly("running");
        await().atMost(PATIENCE).until(() -> get("/projection").getBoolean("caughtUp"));
        JsonPath settled = get("/projection");
        assertThat(settled.getLong("eventsProjected")).isEqualTo(settled.getLong("eventsInLog"));

        JsonPath ready =
                given().get("/q/health/ready").then().statusCode(200).extract().jsonPath();
        assertThat(ready.getList("checks.name")).contains("Kafka", "PostgreSQL", "projection");
        assertThat(ready.getLong("checks.find { it.name == 'projection' }.data.deadLetters"))
                .isPositive();
        given().get("/q/health/live").then().statusCode(200);
        String metrics = given().accept("text/plain").get("/q/metrics").asString();
        assertThat(metrics)
                .contains("hourglass_projection_lag_records{partition=\"0\"")
                .contains("hourglass_projection_events_total ")
                .contains("hourglass_projection_dead_letters ")
                .contains("hourglass_projection_refused_events ")
                .contains("hourglass_projection_gaps ")
                .contains("hourglass_projection_batch_duration_seconds_bucket")
                .contains("hourglass_chunks_gathered_total ")
                .contains("hourglass_chunks_looks_total ")
                .contains("hourglass_chunks_waiting ")
                .contains("hourglass_stream_clients ");
    }

    @Test
    void pages_of_dead_letters_follow_each_other() {
        for (int i = 0; i < 2; i++) {
            var junk = new ProducerRecord<>(Topics.EVENTS, "junk" + i, new byte[] {1});
            assertThat(publisher.awaitProjected(publisher.send(junk), PATIENCE)).isTrue();
        }
        JsonPath first = get("/dead-letters?limit=1");
        JsonPath second = get("/dead-letters?limit=1&after=" + first.getString("next"));
        assertThat(second.getList("deadLetters")).hasSize(1).isNotEqualTo(first.getList("deadLetters"));
        assertThat(refused(400, "/dead-letters?after=x").getString("detail")).contains("after");
    }

    @Test
    void a_dead_letter_is_shown_as_it_stands_in_the_log() {
        byte[] bytes = new byte[5_000];
        new Random(1).nextBytes(bytes);
        var junk = new ProducerRecord<>(Topics.EVENTS, "key of junk", bytes);
        junk.headers().add("said-by", "a test".getBytes(StandardCharsets.UTF_8)).add("odd", new byte[] {-1, 0});
        LogPosition at = publisher.send(junk);
        assertThat(publisher.awaitProjected(at, PATIENCE)).isTrue();
        String path = "/dead-letters/" + at.partition() + ":" + at.offset();

        JsonPath shown = get(path);
        assertThat(shown.getString("record.key")).isEqualTo("key of junk");
        assertThat(shown.getString("record.reason")).isNotBlank();
        assertThat(shown.getInt("record.bytes")).isEqualTo(5_000);
        assertThat(Base64.getDecoder().decode(shown.getString("head"))).isEqualTo(Arrays.copyOf(bytes, 4096));
        assertThat(shown.getBoolean("cut")).isTrue();
        assertThat(shown.getList("headers"))
                .containsExactly(Map.of("name", "said-by", "text", "a test"), Map.of("name", "odd", "base64", "/wA="));
        Response download = given().urlEncodingEnabled(false).get("/api/v1" + path + "/bytes");
        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(download.contentType()).isEqualTo("application/octet-stream");
        assertThat(download.asByteArray()).isEqualTo(bytes);

        String none = "/dead-letters/" + at.partition() + ":" + (at.offset() + 1_000_000);
        for (String wrong : List.of(none, none + "/bytes")) {
            assertThat(refused(404, wrong).getString("title")).isEqualTo("No such dead letter");
        }
        for (String odd : List.of("x", "1", "1:x", "1:2:3", "1:")) {
            assertThat(refused(400, "/dead-letters/" + odd).getString("detail")).contains("position is '" + odd);
        }
    }

    @Test
    void a_dead_letter_that_the_log_no_longer_has_is_said_to_be_gone() throws SQLException {
        try (Connection connection = live.open();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into dead_letter (partition, log_offset, time, reason, bytes)
                    values (0, 1000000000, now(), 'of a log that was cut', 1)
                    """);
            for (String path : List.of("/dead-letters/0:1000000000", "/dead-letters/0:1000000000/bytes")) {
                JsonPath problem = refused(404, path);
                assertThat(problem.getString("title")).isEqualTo("Record gone");
                assertThat(problem.getString("detail")).contains("0:1000000000");
            }
            statement.execute("delete from dead_letter where log_offset = 1000000000");
        }
    }

    @Test
    void a_verification_finds_the_read_model_equal_to_the_log() throws SQLException {
        told.that(facts.created(), facts.started(1, 0), facts.points(1, 1, 0, 1, 2));
        JsonPath job = verified();
        assertThat(job.getString("error")).isNull();
        assertThat(job.getBoolean("equal")).isTrue();
        assertThat(job.getString("digestLive")).isEqualTo(job.getString("digestRebuilt"));
        UUID id = UUID.fromString(job.getString("id"));
        await().atMost(PATIENCE).until(() -> posted.job(id)
                .filter(told -> told.state().equals("done"))
                .isPresent());
        assertThat(posted.job(id).orElseThrow().equal())
                .as("as other trackers tell")
                .hasValue(true);
        assertThat(refused(404, "/projection/jobs/" + UUID.randomUUID()).getString("title"))
                .isEqualTo("No such job");
    }

    @Test
    void a_verification_names_checkpoints_whose_blobs_are_damaged_or_gone() throws IOException {
        String sha256 = upload("state of " + facts.run);
        told.that(
                facts.created(),
                facts.started(1, 0),
                new Event.CheckpointSaved(
                        facts.run, facts.origin(1, 1), Facts.clock(7), sha256, 36, "here", CheckpointReason.FINAL));
        JsonPath whole = verified();
        assertThat(whole.getLong("blobs.checked")).isPositive();
        assertThat(whole.getLong("blobs.damaged")).isZero();
        assertThat(whole.getList("blobs.findings").toString()).doesNotContain(sha256);

        Path file = Path.of(blobs, sha256.substring(0, 2), sha256);
        Files.writeString(file, "something else");
        assertThat(verified().getList("blobs.findings", String.class)).anySatisfy(finding -> assertThat(finding)
                .contains(sha256, "of run " + facts.run + " at step 7", "is damaged", "restore it"));
        Files.delete(file);
        JsonPath gone = verified();
        assertThat(gone.getLong("blobs.missing")).isEqualTo(whole.getLong("blobs.missing") + 1);
        assertThat(gone.getLong("blobs.damaged")).isZero();
        assertThat(gone.getBoolean("equal"))
                .as("the read model itself is right")
                .isTrue();
    }

    private static JsonPath verified() {
        String href =
                post("/projection/verify").then().statusCode(202).extract().path("href");
        String path = href.substring("/api/v1".length());
        await().atMost(PATIENCE).until(() -> !get(path).getString("state").equals("running"));
        return get(path);
    }

    @Test
    void a_record_that_stops_a_partition_turns_health_red_until_an_admin_passes_over_it() throws Exception {
        refuseLogsThatSay("poison");
        told.that(facts.created(), facts.started(1, 0));
        var poison = new Event.LogRecorded(facts.run, facts.origin(1, 1), Facts.clock(1), "poison");
        LogPosition bad = publisher.publish(Facts.envelope(poison));
        LogPosition after = publisher.publish(Facts.envelope(facts.points(1, 2, 1, 2)));
        String partition = "partitions.find { it.partition == " + bad.partition() + " }";
        await().atMost(PATIENCE)
                .until(() -> get("/projection").getString(partition + ".state").equals("stopped"));
        assertThat(get("/projection").getLong(partition + ".stoppedAt")).isEqualTo(bad.offset());
        String health =
                given().get("/q/health/ready").then().statusCode(503).extract().asString();
        assertThat(health).contains("event " + bad.partition() + ":" + bad.offset(), "hourglass tracker skip");

        assertThat(refused(409, skip(bad.partition(), after.offset())).getString("detail"))
                .contains("stopped at " + bad.partition() + ":" + bad.offset());
        int other = (bad.partition() + 1) % 6;
        assertThat(refused(409, skip(other, 0)).getString("detail"))
                .contains("partition " + other + " is running at " + other + ":");
        assertThat(refused(409, skip(6, 0)).getString("detail")).contains("partition 6", "no tracker");
        var elsewhere = new ProjectionStatus(); // a tracker that has no partition
        var figures = new ProjectionFigures(live, elsewhere, posted);
        await().atMost(PATIENCE).until(() -> stoppedAt(figures, bad.partition()).equals(Optional.of(bad.offset())));
        var resource = new SkipResource(elsewhere, posted, figures, announcer);
        assertThatThrownBy(() -> resource.skip(
                        new NewSkip(
                                Optional.of(bad.partition()), Optional.of(after.offset()), Optional.of("it is poison")),
                        new Caller(Optional.empty(), Optional.empty())))
                .hasMessageContaining("is stopped at " + bad.partition() + ":" + bad.offset());
        for (String part : List.of("partition", "offset", "reason")) {
            Map<String, Object> body = new HashMap<>(
                    Map.of("partition", bad.partition(), "offset", bad.offset(), "reason", "it is poison"));
            body.remove(part);
            assertThat(refused(400, post("/projection/skip", body)).getString("detail"))
                    .contains("'" + part + "'");
        }

        assertThat(skip(bad.partition(), bad.offset()).statusCode()).isIn(200, 202);
        assertThat(publisher.awaitProjected(after, PATIENCE)).isTrue();
        assertThat(get("/projection").getString(partition + ".state")).isEqualTo("running");
        given().get("/q/health/ready").then().statusCode(200);
        assertThat(get("/runs/" + facts.run).getLong("step")).isEqualTo(2);
        String letter =
                "deadLetters.find { it.partition == " + bad.partition() + " && it.offset == " + bad.offset() + " }";
        assertThat(get("/dead-letters?limit=1000").getString(letter + ".reason"))
                .isEqualTo("skipped by ada: it is poison");
        await().atMost(PATIENCE).until(() -> get("/projection").getBoolean("caughtUp"));
        assertThat(get("/runs/" + facts.run + "/events").getString("events.last().summary"))
                .contains(bad.partition() + ":" + bad.offset(), "ada", "it is poison");
    }

    private static Optional<Long> stoppedAt(ProjectionFigures figures, int partition) throws SQLException {
        return figures.read().partitions().stream()
                .filter(p -> p.partition() == partition && p.state().equals("stopped"))
                .findFirst()
                .flatMap(ProjectionState.Partition::stoppedAt);
    }

    private static Response skip(int partition, long offset) {
        return post(
                "/projection/skip",
                Map.of("partition", partition, "offset", offset, "reason", "it is poison"),
                Map.of("Hourglass-User", "ada"));
    }

    /** A defect of the live read model alone: the log, and what is built anew from it, know nothing of it. */
    private void refuseLogsThatSay(String text) throws SQLException {
        try (Connection connection = live.open();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table log_piece add check (text <> '" + text + "')");
        }
    }

    @Test
    void heartbeats_show_on_the_run_and_among_the_workers() {
        told.that(facts.created(), facts.started(1, 0));
        var beat = new Progress(
                facts.run,
                facts.attempt(1),
                "worker-" + facts.run,
                new Clock(7, 0.028, System.currentTimeMillis()),
                123.5,
                OptionalLong.of(1_800_000_000_000L),
                0.9,
                1 << 20);
        publisher.send(new ProducerRecord<>(Topics.PROGRESS, facts.run.toString(), MessageCodec.encode(beat)));
        await().atMost(PATIENCE)
                .until(() -> get("/runs/" + facts.run).getMap("").containsKey("stepsPerSecond"));
        JsonPath run = get("/runs/" + facts.run);
        assertThat(run.getDouble("stepsPerSecond")).isEqualTo(123.5);
        assertThat(run.getString("worker")).isEqualTo("worker-" + facts.run);
        assertThat(run.getString("expectedEndAt")).isEqualTo("2027-01-15T08:00:00Z");
        assertThat(run.getString("heartbeatAt")).isNotBlank();
        JsonPath workers = get("/workers");
        assertThat(workers.getString("find { it.name == 'worker-" + facts.run + "' }.run"))
                .isEqualTo(facts.run.toString());
        assertThat(workers.getLong("find { it.name == 'worker-" + facts.run + "' }.step"))
                .isEqualTo(7);
        told.that(facts.completed(1, 1, 8));
        assertThat(get("/runs/" + facts.run).getMap("")).doesNotContainKey("stepsPerSecond");

        String worker = "worker-" + facts.run;
        var idle = new IdleWorker(worker, 0.01, 1 << 20);
        publisher.send(new ProducerRecord<>(Topics.PROGRESS, worker, MessageCodec.encode(idle)));
        await().atMost(PATIENCE).until(() -> !get("/workers")
                .getMap("find { it.name == '" + worker + "' }")
                .containsKey("run"));
        assertThat(get("/workers").getDouble("find { it.name == '" + worker + "' }.cpuLoad"))
                .isEqualTo(0.01);
    }
}
