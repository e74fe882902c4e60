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
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
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
                .as("renew it with: mvn -pl tracker -am test -Dtest=OpenApiTest -Drenew.openapi=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false, and look at the difference")
                .isEqualTo(Files.readString(COMMITTED));
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
