package dev.hourglass.tracker.stream;

import static dev.hourglass.tracker.testing.Api.refused;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.Clock;
import dev.hourglass.events.Metric;
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
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class LiveStreamTest {

    /** So many points that no buffer on the way holds them, each about 50 bytes. */
    private static final int EVENTS = 60;

    private static final int AN_EVENT = 10_000;

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
            var points = listening.await("points");
            last = listening
                    .await(heard -> heard.id().isPresent()
                            && listening.all().indexOf(heard) >= listening.all().indexOf(points))
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
        try (var listening = new Listening(url + "?metrics=nll&params=seed,system.width", Optional.empty());
                var brief = new Listening(url, Optional.empty())) {
            listening.await("hello");
            brief.await("hello");
            var other = new Metric("grad", false);
            told.that(
                    facts.created(),
                    facts.started(1, 0),
                    facts.points(1, 1, 0),
                    facts.points(1, 2, other, new long[] {1}, new double[] {Double.NaN}));
            Predicate<Listening.Heard> atItsEnd = heard -> heard.event().equals("run")
                    && heard.data().get("id").asText().equals(facts.run.toString())
                    && heard.data().get("step").asLong() == 1;
            var run = listening.await(atItsEnd).data();
            assertThat(run.get("metrics").properties()).singleElement().satisfies(metric -> assertThat(metric.getKey())
                    .isEqualTo("nll"));
            assertThat(run.get("params").toString()).isEqualTo("{\"seed\":7,\"system.width\":8}");
            assertThat(brief.await(atItsEnd).data().get("metrics")).isEmpty();
            assertThat(brief.await(atItsEnd).data().get("params")).isEmpty();
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
    void who_does_not_read_is_cut_off_and_others_get_everything() throws Exception {
        var other = new Facts(UUID.randomUUID());
        told.that(facts.created(), facts.started(1, 0), other.created(), other.started(1, 0));
        String path = "/api/v1/stream?runs=" + facts.run;
        String before;
        try (var reading = new Listening(url + "?runs=" + facts.run, Optional.empty());
                var deaf = new Socket()) {
            before = reading.await("hello").id().orElseThrow();
            deaf.setReceiveBufferSize(4096);
            deaf.connect(new InetSocketAddress(
                    URI.create(url).getHost(), URI.create(url).getPort()));
            deaf.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(UTF_8));
            assertThat(deaf.getInputStream().read()).isEqualTo('H');
            for (int event = 0; event < EVENTS; event++) {
                long[] steps = LongStream.range((long) event * AN_EVENT, (event + 1L) * AN_EVENT)
                        .toArray();
                told.that(facts.points(1, event + 1L, steps));
            }
            long last = (long) EVENTS * AN_EVENT - 1;
            // not for the run: it is told as it is now, which may be ahead of the points that are told with it
            reading.await(heard -> heard.event().equals("points") && lastStep(heard) == last);
            assertThat(reading.all().stream()
                            .filter(heard -> heard.event().equals("points"))
                            .mapToInt(heard -> heard.data().get("steps").size())
                            .sum())
                    .isEqualTo(EVENTS * AN_EVENT);
            deaf.setSoTimeout(30_000); // a line that was not cut never ends
            assertThat(toItsEnd(deaf.getInputStream())).isLessThan(EVENTS * AN_EVENT * 40L);
        }
        told.that(other.points(1, 1, 0, 1));
        try (var own = new Listening(url + "?runs=" + facts.run, Optional.of(before));
                var others = new Listening(url + "?runs=" + other.run, Optional.of(before))) {
            assertThat(own.await("hello").data().get("resumed").asBoolean())
                    .as("too many points of its own")
                    .isFalse();
            assertThat(others.await("hello").data().get("resumed").asBoolean()).isTrue();
            assertThat(others.await("points").data().get("steps")).hasSize(2);
        }
    }

    private static long lastStep(Listening.Heard points) {
        var steps = points.data().get("steps");
        return steps.get(steps.size() - 1).asLong();
    }

    private static long toItsEnd(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) { // as well an end as any
            return bytes;
        }
        return bytes;
    }

    @Test
    void a_stream_of_no_run_is_refused_like_any_other_question() {
        assertThat(refused(404, given().get("/api/v1/stream?runs=" + UUID.randomUUID()))
                        .getString("title"))
                .isEqualTo("No such run");
        assertThat(refused(400, given().get("/api/v1/stream?metric=nll")).getString("detail"))
                .contains("metric", "metrics, params, runs");
    }
}
