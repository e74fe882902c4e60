package dev.hourglass.tracker.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.tracker.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
class OpenApiTest {

    /** What clients are written against; a change of it is a change for them, so it is looked at. */
    private static final Path COMMITTED = Path.of("src", "main", "openapi", "openapi.yaml");

    @Test
    void the_served_description_is_the_committed_one() throws IOException {
        String served = given().accept("application/yaml").get("/q/openapi").asString();
        if (Boolean.getBoolean("renew.openapi")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, served);
        }
        assertThat(served)
                .as("renew it with: mvn -pl tracker/tests -am test -Dtest=OpenApiTest -Drenew.openapi=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false, and look at the difference")
                .isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void every_shape_has_a_whole_example_and_every_field_and_parameter_says_what_it_is() {
        Map<String, Map<String, Object>> shapes = api().getMap("components.schemas");
        shapes.forEach((name, shape) -> {
            Map<String, Map<String, Object>> fields = map(shape.get("properties"));
            if (!fields.isEmpty()) {
                Map<String, Object> example = map(list(shape.get("examples")).getFirst());
                assertThat(fields.keySet()).as(name).containsAll(example.keySet());
                assertThat(example.keySet()).as("the example of " + name).containsAll(strings(shape.get("required")));
                fields.forEach((field, is) -> assertThat((String) is.get("description"))
                        .as(name + "." + field)
                        .isNotBlank());
            }
        });
        operations((path, operation) -> list(operation.get("parameters"))
                .forEach(parameter -> assertThat((String) map(parameter).get("description"))
                        .as(path + " " + map(parameter).get("name"))
                        .isNotBlank()));
    }

    @Test
    void every_error_is_a_problem_and_how_to_sign_in_is_said() {
        JsonPath api = api();
        assertThat(api.getMap("components.securitySchemes")).containsKeys("token", "session");
        assertThat(api.getList("security")).contains(Map.of("token", List.of()), Map.of("session", List.of()));
        Map<String, Object> common = api.getMap("components.responses");
        operations((path, operation) -> {
            Map<String, Map<String, Object>> answers = map(operation.get("responses"));
            assertThat(answers).as(path).containsKeys("401", "403", "503");
            answers.forEach((status, answer) -> {
                if (status.compareTo("400") >= 0) {
                    String ref = (String) answer.get("$ref");
                    Map<String, Object> whole =
                            ref == null ? map(answer) : map(common.get(ref.replaceFirst(".*/", "")));
                    assertThat(whole.get("content"))
                            .as(path + " " + status)
                            .isEqualTo(Map.of(
                                    "application/problem+json",
                                    Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"))));
                }
            });
        });
    }

    private static JsonPath api() {
        return given().accept("application/json").get("/q/openapi?format=json").jsonPath();
    }

    private static void operations(BiConsumer<String, Map<String, Object>> each) {
        Map<String, Map<String, Object>> paths = api().getMap("paths");
        assertThat(paths).hasSizeGreaterThan(30);
        paths.forEach((path, methods) -> methods.forEach((method, operation) -> {
            if (operation instanceof Map) {
                each.accept(method + " " + path, map(operation));
            }
        }));
    }

    @SuppressWarnings("unchecked")
    private static <V> Map<String, V> map(@Nullable Object node) {
        return node == null ? Map.of() : (Map<String, V>) node;
    }

    private static List<?> list(@Nullable Object node) {
        return node == null ? List.of() : (List<?>) node;
    }

    private static List<String> strings(@Nullable Object node) {
        return list(node).stream().map(String.class::cast).toList();
    }

    @Test
    void every_post_takes_an_idempotency_key_or_says_what_the_same_again_does() {
        JsonPath api =
                given().accept("application/json").get("/q/openapi?format=json").jsonPath();
        Map<String, Map<String, Map<String, Object>>> paths = api.getMap("paths");
        assertThat(paths).hasSizeGreaterThan(30);
        paths.forEach((path, methods) -> {
            Map<String, Object> post = methods.get("post");
            if (post != null && !String.valueOf(post.get("parameters")).contains("Idempotency-Key")) {
                assertThat((String) post.get("description")).as(path).containsIgnoringCase("again");
            }
        });
    }
}
