package dev.hourglass.tracker.door;

import static dev.hourglass.tracker.testing.Api.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hourglass.embedded.EmbeddedPostgres;
import dev.hourglass.tracker.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class DoorTest {

    /** The servers' own, see {@link Servers#inject}. */
    EmbeddedPostgres postgres;

    @Test
    void strangers_names_and_pages_are_turned_away() {
        JsonPath host = refused(403, given().header("Host", "evil.example").get("/api/v1/info"));
        assertThat(host.getString("detail")).contains("evil.example", "localhost");
        assertThat(given().header("Host", "evil.example").get("/").statusCode()).isEqualTo(403);
        for (String origin : new String[] {"http://evil.example", "null", "http://localhost.evil.example", "file://"}) {
            assertThat(refused(403, given().header("Origin", origin).get("/api/v1/info"))
                            .getString("detail"))
                    .contains(origin);
        }
        for (String origin : new String[] {"http://localhost:5173", "http://127.0.0.1", "http://[::1]:8080"}) {
            given().header("Origin", origin).get("/api/v1/info").then().statusCode(200);
        }
    }

    @Test
    void a_form_of_another_page_cannot_act() {
        JsonPath problem =
                refused(415, given().contentType(ContentType.URLENC).body("a=1").post("/api/v1/runs/abcd/cancel"));
        assertThat(problem.getString("detail")).contains("application/json");
        refused(415, given().contentType(ContentType.TEXT).body("{}").post("/api/v1/runs"));
        refused(415, given().contentType(ContentType.JSON).body("{}").post("/api/v1/log"));
        refused(415, given().contentType(ContentType.JSON).body("{}").post("/api/v1/blobs"));
    }

    @Test
    void every_error_has_one_shape() {
        assertThat(refused(404, given().get("/api/v1/nowhere")).getString("detail"))
                .contains("/api/v1/nowhere");
        assertThat(refused(404, given().get("/api/v2/runs")).getString("detail"))
                .contains("/api/v2/runs");
        assertThat(refused(405, given().delete("/api/v1/runs")).getInt("status"))
                .isEqualTo(405);
        assertThat(refused(406, given().accept("image/png").get("/api/v1/runs")).getInt("status"))
                .isEqualTo(406);
    }

    @Test
    void too_much_is_refused_by_the_limit_s_name() {
        byte[] large = new byte[(1 << 20) + 1];
        for (Response answer : List.of(
                json(large).post("/api/v1/runs"),
                json(large).put("/api/v1/runs/abcd/tags/log"), // a name of somebody's choice, not the log
                json(large).put("/api/v1/runs/abcd/tags/blobs"))) {
            assertThat(refused(413, answer).getString("detail")).contains("1048576", "hourglass.limits.json");
        }
    }

    private static RequestSpecification json(byte[] body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    @Test
    void what_is_too_much_is_found_while_it_is_read_too() throws Exception {
        assertThat(refused(
                                413,
                                given().contentType(ContentType.BINARY)
                                        .body(new byte[1_000_001])
                                        .post("/api/v1/blobs"))
                        .getString("detail"))
                .contains("1000000", "hourglass.limits.blob");
        assertThat(chunked("/blobs", "application/octet-stream", 1_000_001))
                .contains("1000000", "hourglass.limits.blob");
        assertThat(chunked("/log", "application/x-ndjson", 16_000_001)).contains("16000000", "hourglass.limits.log");
        assertThat(chunked("/runs", "application/json", (1 << 20) + 1)).contains("1048576", "hourglass.limits.json");
    }

    /** Line ends, without a length said before. @return the refusal's detail */
    private static String chunked(String path, String type, int bytes) throws Exception {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) '\n');
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/api/v1" + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            return JsonPath.from(answer.body()).getString("detail");
        }
    }

    @Test
    void while_the_database_is_away_the_answer_says_so_and_what_is_back_is_found_without_a_restart() {
        given().get("/api/v1/runs").then().statusCode(200);
        postgres.stop();
        try {
            for (Response answer : List.of(
                    given().get("/api/v1/runs"),
                    given().get("/api/v1/projection"),
                    given().contentType(ContentType.JSON).post("/api/v1/runs/abcd/pause"))) {
                assertThat(refused(503, answer).getString("detail")).contains("PostgreSQL", "/q/health");
            }
            given().get("/q/health/ready").then().statusCode(503);
        } finally {
            postgres.start();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        given().get("/api/v1/runs").then().statusCode(200);
    }

    @Test
    void pages_come_with_what_keeps_them_safe() {
        Response page = given().get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Permissions-Policy")).contains("camera=()");
        assertThat(page.header("Strict-Transport-Security")).as("over http").isNull();
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        Response nowhere = given().get("/runs/7");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.asString()).contains("/runs/7", "#");
        assertThat(given().get("/api/v1/runs").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void assets_are_kept_for_ever_because_their_names_change() {
        String page = given().get("/").asString();
        String asset = page.replaceAll("(?s).*(assets/[^\"]+\\.js).*", "$1");
        Response script = given().get("/" + asset);
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().getValues("Cache-Control")).containsExactly("public, max-age=31536000, immutable");
    }

    @Test
    void answers_are_compressed_for_who_can_read_it() throws IOException {
        assertThat(encoding("gzip")).isEqualTo("gzip");
        assertThat(encoding("identity")).isNull();
    }

    private static @Nullable String encoding(String accepted) throws IOException {
        var connection = URI.create("http://localhost:" + RestAssured.port + "/api/v1/projection")
                .toURL()
                .openConnection();
        connection.setRequestProperty("Accept-Encoding", accepted);
        return connection.getHeaderField("Content-Encoding");
    }
}
