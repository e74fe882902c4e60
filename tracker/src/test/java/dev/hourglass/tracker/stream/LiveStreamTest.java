package dev.hourglass.tracker.stream;

import static dev.hourglass.tracker.testing.Api.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.Clock;
import dev.hourglass.events.Progress;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import dev.hourglass.tracker.testing.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class LiveStreamTest {

    @Inject
    Told told;

    @Inject
    EventPublisher publisher;

    @TestHTTPResource("/api/v1/stream")
    String url;

    private final Facts facts = new Facts(UUID.randomUUID());

    @Test
    void points_and_states_are_told_once_the_read_model_shows_them() throws Exception {
        told.that(facts.created());
        try (var listening = new Listening(url + "?runs=" + facts.run + "&metrics=nll", Optional.empty())) {
            assertThat(listening.await("hello").data().get("resumed").asBoolean())
                    .isTrue();
            assertThat(listening.await("run").data().get("state").asText()).isEqualTo("queued");
            told.that(facts.started(1, 0), facts.points(1, 1, 0, 1, 2));
            var points = listening.await("points").data();
            assertThat(points.get("run").asText()).isEqualTo(facts.run.toString());
            assertThat(points.get("steps")).hasSize(3);
            assertThat(points.get("values").get(1).asDouble()).isEqualTo(Facts.value(1, 1));
            var run = listening.await(heard -> heard.event().equals("run")
                    && heard.data().get("state").asText().equals("running")
                    && heard.data().path("step").asLong() == 2);
            assertThat(run.id()).as("the last of what belongs together").isPresent();
        }
    }

    @Test
    void who_comes_again_is_told_what_was_missed_and_nothing_twice() throws Exception {
        told.that(facts.created(), facts.started(1, 0));
        String last;
        try (var listening = new Listening(url + "?runs=" + facts.run, Optional.empty())) {
            told.that(facts.points(1, 1, 0, 1));
            listening.await("points");
            last = listening
                    .await(heard -> heard.event().equals("run") && heard.id().isPresent())
                    .id()
                    .orElseThrow();
        }
        told.that(facts.points(1, 2, 2, 3));
        try (var again = new Listening(url + "?runs=" + facts.run, Optional.of(last))) {
            assertThat(again.await("hello").data().get("resumed").asBoolean()).isTrue();
            List<Long> steps = new ArrayList<>();
            again.await("points").data().get("steps").forEach(step -> steps.add(step.asLong()));
            assertThat(steps).containsExactly(2L, 3L);
        }
    }

    @Test
    void who_was_away_too_long_or_elsewhere_is_told_to_read_anew() throws Exception {
        told.that(facts.created());
        for (String last : List.of("0:999999999,1:0,2:0,3:0,4:0,5:0", "77:1")) {
            try (var listening = new Listening(url + "?runs=" + facts.run, Optional.of(last))) {
                assertThat(listening.await("hello").data().get("resumed").asBoolean())
                        .isFalse();
                assertThat(listening.await("hello").id()).isPresent();
            }
        }
    }

    @Test
    void without_runs_all_states_are_told_and_no_points() throws Exception {
        try (var listening = new Listening(url, Optional.empty())) {
            listening.await("hello");
            told.that(facts.created(), facts.started(1, 0), facts.points(1, 1, 0));
            listening.await(heard -> heard.event().equals("run")
                    && heard.data().get("id").asText().equals(facts.run.toString())
                    && heard.data().get("metrics").has("nll"));
            assertThat(listening.await("experiments").data().isArray()).isTrue();
            var beat = new Progress(
                    facts.run, facts.attempt(1), "w", new Clock(1, 0.004, 0), 9.5, OptionalLong.empty(), 1, 1);
            publisher.send(new ProducerRecord<>(Topics.PROGRESS, facts.run.toString(), MessageCodec.encode(beat)));
            var progress = listening.await(heard -> heard.event().equals("progress")
                    && heard.data().get("run").asText().equals(facts.run.toString()));
            assertThat(progress.data().get("stepsPerSecond").asDouble()).isEqualTo(9.5);
            assertThat(progress.data().has("expectedEndAt")).isFalse();
            assertThat(listening.all()).noneMatch(heard -> heard.event().equals("points"));
        }
    }

    @Test
    void points_of_an_attempt_that_was_refused_are_told_to_nobody() throws Exception {
        told.that(facts.created(), facts.started(1, 0), facts.started(2, 0));
        try (var listening = new Listening(url + "?runs=" + facts.run, Optional.empty())) {
            listening.await("hello");
            told.that(facts.points(1, 1, 5), facts.points(2, 1, 0));
            var points = listening.await("points").data();
            assertThat(points.get("steps").get(0).asLong()).isZero();
            assertThat(listening.all().stream().filter(heard -> heard.event().equals("points")))
                    .hasSize(1);
        }
    }

    @Test
    void a_stream_of_no_run_is_refused_like_any_other_question() {
        assertThat(refused(404, given().get("/api/v1/stream?runs=" + UUID.randomUUID()))
                        .getString("title"))
                .isEqualTo("No such run");
        assertThat(refused(400, given().get("/api/v1/stream?metric=nll")).getString("detail"))
                .contains("metric", "metrics, runs");
    }
}
