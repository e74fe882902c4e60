package dev.hourglass.tracker.api;

import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.post;
import static dev.hourglass.tracker.testing.Api.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.tracker.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
class SweepsTest {

    private static final String SPEC = """
            experiment: sweeping
            system: {kind: deep-recurrent, depth: 1, width: [8, 10, 12]}
            data: {kind: synthetic-chorales, chorales: 4, seed: 1}
            dynamics: {kind: sgd, eta: 0.004, minibatch: 10, deltas: stale}
            stop: {steps: 1000}
            """;

    @Test
    void a_sweep_is_paused_resumed_and_cancelled_as_one_and_says_who_was_left_out() {
        Response created = post("/runs", Map.of("specText", SPEC));
        assertThat(created.statusCode()).isEqualTo(201);
        String sweep = created.path("sweep");
        List<String> runs = created.path("runs.id");
        String path = "/sweeps/" + sweep;
        String other = post("/runs", Map.of("specText", SPEC)).path("sweep");
        JsonPath first = get("/sweeps?limit=1");
        assertThat(first.getList("sweeps.id")).containsExactly(other);
        assertThat(get("/sweeps?limit=1&after=" + first.getString("next")).getList("sweeps.id"))
                .containsExactly(sweep);
        assertThat(get("/runs?order=name&filter=" + URLEncoder.encode("sweep = '" + sweep + "'", UTF_8))
                        .getList("runs.id"))
                .isEqualTo(runs);
        assertThat(get("/compare?sweep=" + sweep).getList("runs.id")).containsExactlyInAnyOrderElementsOf(runs);
        assertThat(get("/compare?sweep=" + sweep).getList("specDiff.path")).containsExactly("system.width");
        assertThat(refused(400, "/compare?sweep=" + sweep + "&runs=" + runs.get(0))
                        .getString("detail"))
                .contains("'runs'");
        assertThat(get(path).getList("runs.id")).isEqualTo(runs);
        assertThat(get(path).getString("spec")).isEqualTo(SPEC);
        assertThat(get(path).getMap("states")).isEqualTo(Map.of("queued", 3));

        assertThat(post("/runs/" + runs.get(1) + "/cancel").statusCode()).isEqualTo(200);
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        JsonPath paused = post(path + "/pause", "", key).jsonPath();
        assertThat(paused.getMap("sweep.states")).isEqualTo(Map.of("cancelled", 1, "paused", 2));
        assertThat(paused.getList("asked")).containsExactly(runs.get(0), runs.get(2));
        assertThat(paused.getMap("left")).isEqualTo(Map.of(runs.get(1), "cancelled"));

        assertThat(post(path + "/resume").jsonPath().getMap("sweep.states")).isEqualTo(Map.of("queued", 3));
        assertThat(post(path + "/pause", "", key).jsonPath().getList("asked"))
                .as("those asked before, and whom the request did not reach then")
                .contains(runs.get(0), runs.get(2));
        assertThat(get("/runs/" + runs.get(0)).getString("state"))
                .as("and not again")
                .isEqualTo("queued");
        assertThat(post(path + "/cancel").jsonPath().getMap("sweep.states")).isEqualTo(Map.of("cancelled", 3));
        assertThat(refused(404, "/sweeps/" + UUID.randomUUID()).getString("title"))
                .isEqualTo("No such sweep");
    }
}
