package dev.hourglass.tracker.api;

import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.post;
import static dev.hourglass.tracker.testing.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.tracker.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
class CreatingRunsTest {

    private static final String SPEC = """
            experiment: made
            system: {kind: deep-recurrent, depth: 1, width: 8}
            data: {kind: synthetic-chorales, chorales: 4, seed: 1}
            dynamics: {kind: sgd, eta: 0.004, minibatch: 10, deltas: stale}
            stop: {steps: 100}
            """;

    @Test
    void a_spec_in_yaml_becomes_a_queued_run() {
        Response response = post(
                "/runs",
                Map.of("specText", SPEC, "name", "first", "tags", Map.of("why", "test")),
                Map.of("Hourglass-User", "ada"));
        JsonPath created = response.then().statusCode(201).extract().jsonPath();
        String id = created.getString("runs[0].id");
        assertThat(URI.create(response.header("Location")).getPath()).isEqualTo("/api/v1/runs/" + id);
        JsonPath run = get("/runs/" + id);
        assertThat(run.getString("state")).isEqualTo("queued");
        assertThat(run.getString("createdBy")).isEqualTo("ada");
        assertThat(run.getString("name")).isEqualTo("first");
        assertThat(run.getString("tags.why")).isEqualTo("test");
        assertThat(created.getMap("")).doesNotContainKey("sweep");
    }

    @Test
    void a_spec_may_be_an_object() {
        Map<String, Object> spec = Map.of(
                "experiment", "made",
                "system", Map.of("kind", "deep-recurrent", "depth", 1, "width", 8),
                "data", Map.of("kind", "synthetic-chorales", "chorales", 4),
                "dynamics", Map.of("kind", "sgd", "eta", 0.004, "minibatch", 10),
                "stop", Map.of("steps", 100));
        JsonPath checked = post("/specs/check", Map.of("spec", spec))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(checked.getInt("specs[0].restarts"))
                .as("a default, filled in")
                .isEqualTo(5);
        assertThat(checked.getList("defaults[0]", String.class))
                .contains("restarts", "seed", "dynamics.deltas", "record.metrics")
                .doesNotContain("system.width", "dynamics.minibatch", "stop.steps", "experiment");
        assertThat(post("/runs", Map.of("spec", spec)).statusCode()).isEqualTo(201);
    }

    @Test
    void a_list_in_place_of_a_value_makes_a_sweep() {
        String sweep = SPEC.replace("width: 8", "width: [4, 8]").replace("eta: 0.004", "eta: [0.001, 0.002]");
        JsonPath created = post("/runs", Map.of("specText", sweep))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(created.getString("sweep")).isNotBlank();
        assertThat(created.<Integer>getList("runs.params.'system.width'")).containsExactlyInAnyOrder(4, 4, 8, 8);
        assertThat(created.getList("runs.name")).doesNotHaveDuplicates();
    }

    @Test
    void the_same_request_with_the_same_key_changes_nothing() {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> asked = Map.of("specText", SPEC.replace("made", "keyed"));
        String first =
                post("/runs", asked, key).then().statusCode(201).extract().path("runs[0].id");
        String again =
                post("/runs", asked, key).then().statusCode(201).extract().path("runs[0].id");
        assertThat(again).isEqualTo(first);
        assertThat(get("/runs?experiment=keyed").getList("runs")).hasSize(1);
        JsonPath other = refused(409, post("/runs", Map.of("specText", SPEC), key));
        assertThat(other.getString("detail")).contains(first, "new key");
        assertThat(refused(400, post("/runs", asked, Map.of("Idempotency-Key", "7")))
                        .getString("detail"))
                .contains("Idempotency-Key", "UUID");

        Map<String, Object> sweep =
                Map.of("specText", SPEC.replace("made", "keyed-sweep").replace("100", "[100, 200]"));
        List<String> members =
                post("/runs", sweep, key).then().statusCode(201).extract().path("runs.id");
        assertThat(post("/runs", sweep, key).then().extract().<List<String>>path("runs.id"))
                .isEqualTo(members);
        assertThat(get("/runs?experiment=keyed-sweep").getList("runs")).hasSize(2);
    }

    @Test
    void a_bad_spec_is_answered_with_every_key_and_line() {
        String bad = SPEC.replace("width: 8", "width: -8")
                .replace("seed: 1", "sed: 1")
                .replace("synthetic-chorales", "midi");
        JsonPath problem = refused(400, post("/runs", Map.of("specText", bad, "source", "aging.yaml")));
        assertThat(problem.getString("type")).isEqualTo("urn:hourglass:invalid-spec");
        assertThat(problem.getString("detail")).contains("aging.yaml");
        assertThat(problem.getList("problems.path")).contains("system.width");
        assertThat(problem.getInt("problems.find { it.path == 'system.width' }.line"))
                .isEqualTo(2);
        JsonPath object = refused(400, post("/specs/check", Map.of("spec", Map.of("experiment", "x", "foo", 1))));
        assertThat(object.getList("problems.path")).contains("foo");
        assertThat(object.getList("problems.line")).as("an object has no lines").containsOnlyNulls();
    }

    @Test
    void weights_to_start_from_must_have_been_uploaded() {
        String weights = SPEC + "start: {weights: " + "ab".repeat(32) + "}\n";
        JsonPath problem = refused(400, post("/runs", Map.of("specText", weights)));
        assertThat(problem.getList("problems.path")).containsExactly("start.weights");
        assertThat(problem.getString("problems[0].message")).contains("upload");
    }

    @Test
    void a_body_that_says_nothing_or_too_much_is_refused() {
        assertThat(refused(400, post("/runs", Map.of("name", "x"))).getString("detail"))
                .contains("specText");
        assertThat(refused(400, post("/runs", Map.of("sepc", "x"))).getString("detail"))
                .contains("line 1", "'sepc'", "specText");
        assertThat(refused(400, post("/runs", "")).getString("detail")).contains("empty");
        assertThat(refused(400, post("/runs", "{\"spec\":\n  {\"a\" 1}}")).getString("detail"))
                .contains("line 2, column 8");
        JsonPath list = refused(400, post("/runs", "[1]"));
        assertThat(list.getString("title")).isEqualTo("Bad JSON");
        assertThat(list.getString("type")).isEqualTo("urn:hourglass:bad-json");
        Map.of(
                        "{\"specText\": \"x",
                        "not closed",
                        "{\"specText\": [1]}",
                        "specText: must be a text",
                        "{\"tags\": 3}",
                        "tags: must be an object",
                        "no",
                        "no JSON")
                .forEach((body, says) -> assertThat(
                                refused(400, post("/runs", body)).getString("detail"))
                        .contains("line 1", says)
                        .doesNotContain("java", "Token", "deserialize"));
        assertThat(refused(400, post("/runs", Map.of("specText", SPEC, "name", "x".repeat(201))))
                        .getString("detail"))
                .contains("name", "201");
    }
}
