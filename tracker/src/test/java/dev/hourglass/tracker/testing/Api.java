package dev.hourglass.tracker.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** The tracker over HTTP, as a client sees it. Paths begin behind {@code /api/v1}. */
public final class Api {

    private static final String BASE = "/api/v1";

    /** Numbers to the last bit, where RestAssured would make floats of them. */
    private static final JsonPathConfig EXACT = new JsonPathConfig(JsonPathConfig.NumberReturnType.DOUBLE);

    private Api() {}

    public static JsonPath get(String path) {
        return given().urlEncodingEnabled(false)
                .get(BASE + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(EXACT);
    }

    /** The problem an answer must be. */
    public static JsonPath refused(int status, Response response) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .extract()
                .jsonPath(EXACT);
    }

    public static JsonPath refused(int status, String path) {
        return refused(status, given().urlEncodingEnabled(false).get(BASE + path));
    }

    public static Response post(String path, Object body) {
        return json().body(body).post(BASE + path);
    }

    public static Response post(String path) {
        return json().post(BASE + path);
    }

    public static Response post(String path, Object body, Map<String, String> headers) {
        return json().headers(headers).body(body).post(BASE + path);
    }

    public static Response put(String path, Object body, Map<String, String> headers) {
        return json().urlEncodingEnabled(false).headers(headers).body(body).put(BASE + path);
    }

    public static Response patch(String path, Object body, Map<String, String> headers) {
        return json().urlEncodingEnabled(false).headers(headers).body(body).patch(BASE + path);
    }

    public static Response delete(String path) {
        return given().urlEncodingEnabled(false).delete(BASE + path);
    }

    public static Response publish(String lines) {
        return given().contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post(BASE + "/log");
    }

    /** @return its SHA-256 */
    public static String upload(String text) {
        return upload(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @return its SHA-256 */
    public static String upload(byte[] bytes) {
        return given().contentType(ContentType.BINARY)
                .body(bytes)
                .post(BASE + "/blobs")
                .then()
                .statusCode(201)
                .extract()
                .path("sha256");
    }

    public static String run(UUID id) {
        return "/runs/" + id;
    }

    private static RequestSpecification json() {
        return given().contentType(ContentType.JSON);
    }
}
