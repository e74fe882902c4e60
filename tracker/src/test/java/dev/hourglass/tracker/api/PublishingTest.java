package dev.hourglass.tracker.api;

import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.publish;
import static dev.hourglass.tracker.testing.Api.refused;
import static dev.hourglass.tracker.testing.Api.run;
import static dev.hourglass.tracker.testing.Api.upload;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.blob.FolderBlobStore;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.codec.EventLines;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import dev.hourglass.tracker.testing.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class PublishingTest {

    @Inject
    Told told;

    @ConfigProperty(name = "hourglass.blobs")
    String blobs;

    private final Facts facts = new Facts(UUID.randomUUID());

    @Test
    void a_published_run_is_whole_and_publishing_it_twice_changes_nothing() {
        String sha256 = upload("state of " + facts.run);
        String lines = lines(
                created(),
                facts.started(1, 0),
                facts.points(1, 1, 0, 1, 2),
                new Event.CheckpointSaved(
                        facts.run, facts.origin(1, 2), Facts.clock(2), sha256, 9, "here", CheckpointReason.FINAL),
                facts.completed(1, 3, 2));
        Response first = publish(lines);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.<Integer>path("accepted")).isEqualTo(5);
        assertThat(get(run(facts.run)).getString("state")).isEqualTo("completed");
        assertThat(get(run(facts.run)).getString("kind")).isEqualTo("published");
        Response second = publish(lines);
        assertThat(second.<Integer>path("accepted")).isZero();
        assertThat(second.<Integer>path("alreadyKnown")).isEqualTo(5);
        assertThat(get(run(facts.run) + "/events").getList("events")).hasSize(5);
        assertThat(get(run(facts.run) + "/metrics").<Integer>getList("points")).containsExactly(3);
    }

    @Test
    void a_checkpoint_whose_blob_is_not_there_is_refused_and_named() {
        String lines = lines(created(), facts.started(1, 0), facts.saved(1, 1, 99, CheckpointReason.FINAL));
        assertThat(refused(409, publish(lines)).getString("detail")).contains("line 3", Facts.sha(99), "/api/v1/blobs");
        assertThat(get(run(facts.run)).getInt("attempts"))
                .as("the lines before it are taken")
                .isEqualTo(1);
    }

    @Test
    void lines_that_are_no_events_or_others_to_say_are_refused_by_number() {
        assertThat(refused(400, publish("{\"specversion\": \"1.0\"}\n")).getString("detail"))
                .startsWith("line 1:");
        assertThat(refused(400, publish(lines(created()) + "\nnot json\n")).getString("detail"))
                .startsWith("line 3:");
        assertThat(refused(400, publish(lines(new Event.PauseRequested(facts.run, "x"))))
                        .getString("detail"))
                .contains("PauseRequested");
        assertThat(refused(400, publish(lines(new Facts(UUID.randomUUID()).created())))
                        .getString("detail"))
                .contains("queued");
        assertThat(refused(409, publish(lines(new Facts(UUID.randomUUID()).started(1, 0))))
                        .getString("detail"))
                .contains("its RunCreated comes first");
    }

    @Test
    void nobody_speaks_for_a_run_that_workers_execute_or_out_of_turn() {
        told.that(facts.created());
        assertThat(refused(409, publish(lines(facts.started(1, 0)))).getString("detail"))
                .contains("workers");
        Facts other = new Facts(UUID.randomUUID());
        String start = lines(other.created(RunKind.PUBLISHED, Facts.spec(""), Optional.empty()), other.started(1, 0));
        assertThat(publish(start).statusCode()).isEqualTo(200);
        assertThat(refused(409, publish(lines(other.started(3, 0)))).getString("detail"))
                .contains("the current attempt", other.attempt(1).toString());
    }

    @Test
    void a_blob_comes_back_as_it_was_and_may_be_kept_for_ever() {
        String sha256 = upload("bytes");
        Response blob = given().get("/api/v1/blobs/" + sha256);
        assertThat(blob.statusCode()).isEqualTo(200);
        assertThat(blob.asString()).isEqualTo("bytes");
        assertThat(blob.header("ETag")).isEqualTo('"' + sha256 + '"');
        assertThat(blob.headers().getValues("Cache-Control")).containsExactly("private, max-age=31536000, immutable");
        assertThat(blob.header("Content-Length")).isEqualTo("5");
        given().header("If-None-Match", '"' + sha256 + '"')
                .get("/api/v1/blobs/" + sha256)
                .then()
                .statusCode(304);
        String absent = "0".repeat(64);
        assertThat(refused(404, "/blobs/" + absent).getString("detail")).contains(absent, blobs);
        assertThat(refused(400, "/blobs/..%2F..%2Fetc").getString("detail")).contains("SHA-256");
    }

    @Test
    void a_damaged_blob_never_looks_whole() throws IOException {
        String sha256 = new FolderBlobStore(Path.of(blobs))
                .write(out -> out.write("good".getBytes()))
                .sha256();
        try (var files = Files.walk(Path.of(blobs))) {
            Path file = files.filter(f -> f.getFileName().toString().startsWith(sha256.substring(2))
                            || f.toString().contains(sha256))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow();
            Files.writeString(file, "evil");
        }
        boolean whole;
        try {
            Response answer = given().get("/api/v1/blobs/" + sha256);
            whole = answer.statusCode() == 200 && answer.asString().equals("evil");
        } catch (RuntimeException cutShort) {
            whole = false;
        }
        assertThat(whole).isFalse();
    }

    private Event created() {
        return facts.created(RunKind.PUBLISHED, Facts.spec(""), Optional.empty());
    }

    private static String lines(Event... events) {
        return Arrays.stream(events)
                .map(Facts::envelope)
                .map(EventLines::write)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
