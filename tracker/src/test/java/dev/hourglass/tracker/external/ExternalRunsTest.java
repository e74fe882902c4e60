package dev.hourglass.tracker.external;

import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.post;
import static dev.hourglass.tracker.testing.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.testing.Api;
import dev.hourglass.tracker.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class ExternalRunsTest {

    private static final Map<String, Object> NEW = Map.of(
            "kind", "external",
            "experiment", "theirs",
            "name", "adam-1",
            "params", Map.of("optimizer", Map.of("name", "adam", "lr", 0.001), "layers", List.of(8, 8)),
            "tags", Map.of("stage", "draft"));

    @TestHTTPResource("/api/v1")
    String url;

    @Inject
    LiveReadModel live;

    private final UUID attempt = UUID.randomUUID();
    private String run = "";

    private void create() {
        run = "/runs/" + post("/runs", NEW).then().statusCode(201).extract().path("runs[0].id");
    }

    private void start(UUID id, Object... more) {
        post(run + "/attempts", body(id, more)).then().statusCode(201);
    }

    private static Map<String, Object> body(UUID attempt, Object... more) {
        Map<String, Object> body = new HashMap<>(Map.of("attempt", attempt));
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return body;
    }

    private JsonPath points(UUID id, long sequence, Object... more) {
        Map<String, Object> body = body(id, more);
        body.put("sequence", sequence);
        return post(run + "/points", body).then().statusCode(200).extract().jsonPath();
    }

    private JsonPath series(String metric, int points) {
        await().atMost(Duration.ofSeconds(30)).until(() -> get(run + "/metrics")
                .getList("findAll { it.name == '" + metric + "' }.points")
                .equals(List.of(points)));
        return get(run + "/series?metrics=" + metric);
    }

    private String state() {
        return get(run).getString("state");
    }

    @Test
    void four_calls_make_a_run_whole_and_each_of_them_again_changes_nothing() {
        create();
        assertThat(state()).isEqualTo("paused");
        assertThat(get(run).getString("stateReason")).contains("not started");
        assertThat(get(run).getDouble("params.'optimizer.lr'")).isEqualTo(0.001);
        assertThat(get("/runs?filter=params.optimizer.name%20=%20'adam'%20and%20kind='external'")
                        .<String>getList("runs.id"))
                .contains(run.substring("/runs/".length()));
        for (int again = 0; again < 2; again++) {
            post(run + "/attempts", body(attempt, "worker", "node-7")).then().statusCode(again == 0 ? 201 : 200);
            assertThat(state()).isEqualTo("running");
            var columns = points(
                    attempt,
                    1,
                    "steps",
                    List.of(0, 100),
                    "metrics",
                    Map.of("loss", List.of(2.5, "NaN"), "acc", nulls(0.5)));
            assertThat(columns.getBoolean("stored")).isEqualTo(again == 0);
            var list = points(
                    attempt,
                    2,
                    "points",
                    List.of(
                            Map.of("step", 200, "name", "loss", "value", "-Infinity"),
                            Map.of("step", 150, "name", "loss", "value", 1e-300),
                            Map.of("step", 200, "name", "acc", "value", 0.75)));
            assertThat(list.getBoolean("stored")).isEqualTo(again == 0);
        }
        var loss = series("loss", 4);
        assertThat(loss.<Integer>getList("series[0].steps")).containsExactly(0, 100, 150, 200);
        assertThat(loss.getList("series[0].values").toString()).isEqualTo("[2.5, NaN, 1.0E-300, -Infinity]");
        assertThat(loss.getList("series[0].taus").toString())
                .as("no tau was said")
                .isEqualTo("[NaN, NaN, NaN, NaN]");
        assertThat(series("acc", 2).<Integer>getList("series[0].steps")).containsExactly(100, 200);
        for (int again = 0; again < 2; again++) {
            var end = post(
                    run + "/finish",
                    body(
                            attempt,
                            "sequence",
                            3,
                            "state",
                            "failed",
                            "reason",
                            "out of memory",
                            "stackTrace",
                            "at line 7"));
            assertThat(end.then().statusCode(200).extract().jsonPath().getString("state"))
                    .isEqualTo("failed");
        }
        assertThat(get(run).getString("stackTrace")).isEqualTo("at line 7");
        assertThat(get(run).getInt("step")).isEqualTo(200);
        assertThat(get(run + "/attempts").getList("gaps")).containsExactly(0);
        post(run + "/trash").then().statusCode(200);
        assertThat(refused(409, post(run + "/attempts", body(UUID.randomUUID())))
                        .getString("detail"))
                .contains("in the trash");
    }

    @Test
    void an_end_that_does_not_show_yet_is_said_to_come_later_however_often_it_is_asked() throws Exception {
        create();
        start(attempt);
        var end = body(attempt, "sequence", 1, "state", "completed");
        try (Connection connection = live.open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from run where id = '" + run.substring("/runs/".length()) + "' for update");
            for (int again = 0; again < 2; again++) {
                assertThat(post(run + "/finish", end).statusCode()).isEqualTo(202);
                assertThat(state()).isEqualTo("running");
            }
            connection.rollback();
        }
        assertThat(post(run + "/finish", end).then().statusCode(200).extract().<String>path("state"))
                .isEqualTo("completed");
    }

    /** The documentation's program, against this tracker. Only where there is a python3. */
    @Test
    void the_program_of_the_documentation_runs() throws Exception {
        Path python = Path.of("/usr/bin/python3");
        assumeThat(python).as("a Python to run it").exists();
        String text = Files.readString(Path.of("../docs/external.md"));
        String program = text.substring(text.indexOf("```python\n") + 10);
        Path file = Files.writeString(
                Files.createTempFile("external", ".py"), program.substring(0, program.indexOf("```")));
        Process process = new ProcessBuilder(python.toString(), file.toString(), url)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        Files.delete(file);
        run = "/runs/" + said.strip();
        assertThat(state()).isEqualTo("completed");
        assertThat(series("loss", 10).getList("series[0].values").getLast()).isEqualTo(Math.pow(0.5, 9));
        assertThat(get(run + "/series?metrics=ratio")
                        .getList("series[0].values")
                        .getFirst())
                .isEqualTo("Infinity");
    }

    @Test
    void a_metric_that_is_called_as_one_of_the_trainers_is_not_given_its_unit() {
        create();
        start(attempt);
        points(attempt, 1, "steps", List.of(0, 1), "metrics", Map.of("nll", List.of(2.5, 2.25)));
        assertThat(series("nll", 2).getList("series[0].values")).hasSize(2);
        assertThat(series("nll", 2).getString("series[0].unit")).isNull();
        assertThat(get(run + "/metrics").getString("[0].unit")).isNull();
    }

    private static List<Object> nulls(double last) {
        List<Object> column = new ArrayList<>();
        column.add(null);
        column.add(last);
        return column;
    }

    @Test
    void calls_sent_together_in_any_order_are_all_stored_once_in_few_events() throws Exception {
        create();
        start(attempt);
        int calls = 30;
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonPath>> sent = IntStream.rangeClosed(1, calls)
                    .map(i -> calls + 1 - i) // the last first
                    .mapToObj(i -> senders.submit(
                            () -> points(attempt, i, "steps", List.of(i), "metrics", Map.of("loss", List.of(1.0 / i)))))
                    .toList();
            for (Future<JsonPath> one : sent) {
                assertThat(one.get().getBoolean("stored")).isTrue();
            }
        }
        var loss = series("loss", calls);
        assertThat(loss.<Integer>getList("series[0].steps"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, calls).boxed().toList());
        assertThat(get(run + "/attempts").getList("gaps")).containsExactly(0);
        assertThat(get(run + "/events").getList("events.findAll { it.type == 'MetricsRecorded' }"))
                .hasSizeLessThan(calls);
    }

    @Test
    void the_last_call_waits_for_the_first_as_long_as_others_keep_coming() throws Exception {
        create();
        start(attempt);
        int calls = 31;
        try (var senders = Executors.newScheduledThreadPool(calls)) {
            List<ScheduledFuture<JsonPath>> sent = IntStream.rangeClosed(1, calls)
                    .mapToObj(i -> senders.schedule(
                            () -> points(attempt, i, "steps", List.of(i), "metrics", Map.of("loss", List.of(1.0 / i))),
                            (calls - i) * 100L,
                            TimeUnit.MILLISECONDS))
                    .toList();
            for (Future<JsonPath> one : sent) {
                assertThat(one.get().getBoolean("stored")).isTrue();
            }
        }
        assertThat(series("loss", calls).<Integer>getList("series[0].steps"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, calls).boxed().toList());
    }

    @Test
    void a_resumed_attempt_supersedes_what_lies_beyond_its_step() {
        create();
        start(attempt);
        points(attempt, 1, "steps", List.of(0, 10, 20), "metrics", Map.of("loss", List.of(3, 2, 1)));
        UUID second = UUID.randomUUID();
        start(second, "resumeStep", 10);
        points(second, 1, "steps", List.of(20), "metrics", Map.of("loss", List.of(9)));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        get(run + "/series?metrics=loss").getList("series[0].values"))
                .containsExactly(3.0, 2.0, 9.0));
        assertThat(refused(409, post(run + "/points", late())).getString("detail"))
                .contains("was followed by attempt " + second);
        UUID third = UUID.randomUUID();
        start(third);
        points(third, 1, "steps", List.of(0), "metrics", Map.of("loss", List.of(7)));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        get(run + "/series?metrics=loss").getList("series[0].values"))
                .as("without a step it begins anew")
                .containsExactly(7.0));
    }

    private Map<String, Object> late() {
        return body(attempt, "sequence", 2, "steps", List.of(30), "metrics", Map.of("loss", List.of(0)));
    }

    @Test
    void who_is_cancelled_is_told_at_the_next_call_and_nothing_else_can_be_asked_of_a_program() {
        create();
        start(attempt);
        assertThat(refused(409, post(run + "/pause")).getString("detail")).contains("its own program");
        post(run + "/heartbeat", body(attempt, "step", 5, "stepsPerSecond", 2.5))
                .then()
                .statusCode(204);
        post(run + "/cancel").then().statusCode(200);
        assertThat(state()).isEqualTo("cancelled");
        for (String call : List.of("/points", "/heartbeat", "/finish")) {
            Map<String, Object> body = call.equals("/points")
                    ? body(attempt, "sequence", 1, "steps", List.of(1), "metrics", Map.of("loss", List.of(1)))
                    : call.equals("/finish") ? body(attempt, "sequence", 1, "state", "completed") : body(attempt);
            assertThat(refused(409, post(run + call, body)).getString("detail")).contains("is cancelled; stop");
        }
        assertThat(refused(409, post(run + "/attempts", body(UUID.randomUUID())))
                        .getString("detail"))
                .contains("is cancelled");
    }

    @Test
    void what_cannot_be_stored_is_refused_by_place_and_limit() {
        create();
        start(attempt);
        refusedPoints("metrics.loss[0] is \"1\"", "steps", List.of(0), "metrics", Map.of("loss", List.of("1")));
        refusedPoints("steps[0] is 1.5", "steps", List.of(1.5), "metrics", Map.of("loss", List.of(1)));
        refusedPoints("steps[0] is -1", "steps", List.of(-1), "metrics", Map.of("loss", List.of(1)));
        refusedPoints("metrics.loss has 2 entries", "steps", List.of(0), "metrics", Map.of("loss", List.of(1, 2)));
        refusedPoints("points[0].value is missing", "points", List.of(Map.of("step", 0, "name", "loss")));
        refusedPoints("no value", "steps", List.of(), "metrics", Map.of());
        refusedPoints("a metric's name", "steps", List.of(0), "metrics", Map.of("a\u0000", List.of(1)));
        List<Integer> many =
                IntStream.rangeClosed(0, PointsReader.MOST_VALUES).boxed().toList();
        refusedPoints("more than 20000 values", "steps", many, "metrics", Map.of("loss", many));
        assertThat(refused(409, post(run + "/points", late())).getString("detail"))
                .contains("sends number 2", "send number 1 first");
        assertThat(refused(400, post("/runs", with("params", Map.of("a.b", 1, "a", Map.of("b", 2)))))
                        .getString("detail"))
                .contains("two values at 'a.b'");
        assertThat(refused(400, post("/runs", with("params", Map.of("seed", Long.MAX_VALUE))))
                        .getString("detail"))
                .contains("params.seed", "give it as a text");
        assertThat(refused(400, post("/runs", with("specText", "x: 1"))).getString("detail"))
                .contains("no spec");
        assertThat(refused(400, Api.post("/specs/check", NEW)).getString("detail"))
                .contains("kind external");
    }

    private static Map<String, Object> with(String key, Object value) {
        Map<String, Object> body = new HashMap<>(NEW);
        body.put(key, value);
        return body;
    }

    private void refusedPoints(String detail, Object... more) {
        Map<String, Object> body = body(attempt, more);
        body.put("sequence", 1);
        assertThat(refused(400, post(run + "/points", body)).getString("detail"))
                .contains(detail);
    }
}
