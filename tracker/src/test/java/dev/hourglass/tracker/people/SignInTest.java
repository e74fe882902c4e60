package dev.hourglass.tracker.people;

import static dev.hourglass.tracker.testing.Api.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hourglass.events.RunKind;
import dev.hourglass.events.codec.EventLines;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A tracker to which people sign in, over HTTP. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@TestProfile(SignInTest.Required.class)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class SignInTest {

    public static class Required implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(OpenIdProvider.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "hourglass.sign-in",
                    "required",
                    "hourglass.stream-life",
                    "10s",
                    "quarkus.http.proxy.proxy-address-forwarding",
                    "true",
                    "quarkus.log.category.\"dev.hourglass\".level",
                    "DEBUG",
                    "quarkus.log.category.\"dev.hourglass\".min-level",
                    "DEBUG",
                    "quarkus.log.file.enable",
                    "true",
                    "quarkus.log.file.json.enabled",
                    "true",
                    "quarkus.log.file.path",
                    LOG.toString(),
                    "quarkus.datasource.password",
                    "the-database-s-password");
        }
    }

    private static final Path LOG = Path.of("target", "sign-in-test.log");
    private static final String API = "/api/v1";
    private static final Map<String, Object> SPEC = Map.of("specText", """
            experiment: doors
            system:   {kind: deep-recurrent, depth: 1, width: 8}
            data:     {kind: synthetic-chorales, chorales: 4}
            dynamics: {kind: sgd, eta: 1.0e-3, minibatch: 10, deltas: stale}
            seed: 7
            stop:     {steps: 10}
            """);

    @ConfigProperty(name = "hourglass.first-token-file")
    Path firstToken;

    @Inject
    SettingsStore settings;

    private String admin;

    @BeforeEach
    void theFirstAdmin() throws IOException {
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(firstToken));
        admin = Files.readString(firstToken).strip();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> as(admin).get(API + "/runs").statusCode() == 200);
    }

    @Test
    void a_stranger_sees_the_pages_and_nothing_else() {
        for (String path : new String[] {"/runs", "/info", "/me", "/stream", "/people", "/tokens", "/audit"}) {
            Response answer = given().get(API + path);
            assertThat(refused(401, answer).getString("detail")).contains("Bearer", "HOURGLASS_TOKEN");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
        refused(401, given().get("/q/metrics"));
        refused(401, given().header("Hourglass-User", "admin").get(API + "/runs"));
        assertThat(given().get("/").statusCode()).isEqualTo(200);
        Response health = given().get("/q/health/ready");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.asString()).contains("Kafka", "lag").doesNotContain("servers");
        assertThat(refused(401, as("hg_guess").get(API + "/runs")).getString("detail"))
                .contains("not known", "hourglass token create");
    }

    @Test
    void each_role_may_do_its_own_and_no_more() {
        String viewer = token(person("viewer"));
        String editor = token(person("editor"));
        assertThat(as(viewer).get(API + "/runs").statusCode()).isEqualTo(200);
        JsonPath refusal = refused(403, post(viewer, "/runs", SPEC));
        assertThat(refusal.getString("detail")).contains("needs the role editor", "has the role viewer");
        refused(403, post(viewer, "/runs/abcd/pause", Map.of()));
        refused(
                403,
                as(viewer)
                        .contentType("application/x-ndjson")
                        .body("{}".getBytes(StandardCharsets.UTF_8))
                        .post(API + "/log"));
        assertThat(post(editor, "/runs", SPEC).statusCode()).isIn(201, 202);
        for (String path : new String[] {"/projection/rebuild", "/projection/verify", "/people"}) {
            assertThat(refused(403, post(editor, path, Map.of())).getString("detail"))
                    .contains("needs the role admin");
        }
        refused(403, as(editor).get(API + "/people"));
        refused(403, as(editor).get(API + "/audit"));
        assertThat(as(editor).get(API + "/me").jsonPath().getString("role")).isEqualTo("editor");
        Map<String, String> view = Map.of("name", UUID.randomUUID().toString(), "page", "runs", "address", "#/");
        refused(403, post(viewer, "/views", view));
        JsonPath saved =
                post(editor, "/views", view).then().statusCode(201).extract().jsonPath();
        assertThat(saved.getString("createdBy"))
                .isEqualTo(as(editor).get(API + "/me").jsonPath().getString("name"));
        assertThat(as(viewer).get(API + "/views/" + saved.getString("id")).statusCode())
                .isEqualTo(200);
        refused(403, as(viewer).header("If-Match", "*").delete(API + "/views/" + saved.getString("id")));
    }

    @Test
    void what_a_person_does_carries_their_id_and_shows_their_name() throws SQLException {
        String name = person("editor");
        String secret = token(name);
        JsonPath run = as(secret)
                .header("Hourglass-User", "somebody else")
                .contentType(ContentType.JSON)
                .body(SPEC)
                .post(API + "/runs")
                .jsonPath();
        String id = run.getString("runs[0].id");
        assertThat(run.getString("runs[0].createdBy")).isEqualTo(name);
        JsonPath events = as(secret).get(API + "/runs/" + id + "/events").jsonPath();
        assertThat(events.getString("events[0].summary")).isEqualTo("created by " + name);
        assertThat(events.getString("events[0].data.by")).isEqualTo(name);
        String schema = first("select name from settings.live_read_model");
        assertThat(first("select created_by from " + schema + ".run where id = '" + id + "'"))
                .isEqualTo(as(secret).get(API + "/me").jsonPath().getString("id"));
    }

    @Test
    void who_publishes_a_run_has_created_it_and_what_no_event_tells_is_in_the_audit() {
        String name = person("editor");
        String secret = token(name);
        var facts = new Facts(UUID.randomUUID());
        String line =
                EventLines.write(Facts.envelope(facts.created(RunKind.PUBLISHED, Facts.spec(""), Optional.empty())));
        assertThat(line).contains("someone");
        as(secret)
                .contentType("application/x-ndjson")
                .body(line.getBytes(StandardCharsets.UTF_8))
                .post(API + "/log")
                .then()
                .statusCode(200);
        JsonPath run = as(secret).get(API + "/runs/" + facts.run).jsonPath();
        assertThat(run.getString("createdBy")).isEqualTo(name);
        String external = post(secret, "/runs", Map.of("kind", "external", "experiment", "doors"))
                .jsonPath()
                .getString("runs[0].id");
        String attempt = UUID.randomUUID().toString();
        post(secret, "/runs/" + external + "/attempts", Map.of("attempt", attempt))
                .then()
                .statusCode(201);
        as(secret)
                .contentType(ContentType.BINARY)
                .body("weights".getBytes(StandardCharsets.UTF_8))
                .post(API + "/blobs")
                .then()
                .statusCode(201);
        JsonPath audit = as(admin).get(API + "/audit?limit=3").jsonPath();
        assertThat(audit.getList("entries.action")).containsExactly("blob.store", "attempt.start", "log.publish");
        assertThat(audit.getList("entries.byName")).containsOnly(name);
        assertThat(audit.<String>getList("entries.subject")).contains(attempt, facts.run.toString());
    }

    @Test
    void a_token_is_shown_once_kept_as_a_hash_and_ends() throws SQLException {
        String name = person("viewer");
        JsonPath made = post(admin, "/tokens", Map.of("name", "laptop", "person", name, "expiresInDays", 3))
                .jsonPath();
        String secret = made.getString("secret");
        String id = made.getString("token.id");
        assertThat(secret).matches("hg_[A-Za-z0-9_-]{43}");
        assertThat(as(secret).get(API + "/me").jsonPath().getString("name")).isEqualTo(name);
        String listed = as(secret).get(API + "/tokens").asString();
        assertThat(listed).contains(id, "laptop", "expiresAt", "lastUsedAt").doesNotContain(secret);
        assertThat(first("select count(*) from settings.token t where t::text like '%" + secret.substring(3) + "%'"))
                .isEqualTo("0");

        settings.transaction(tx -> tx.update("update settings.token set expires_at = now() where id = ?::uuid", id));
        assertThat(refused(401, as(secret).get(API + "/me")).getString("detail"))
                .contains("the token has expired");

        String other = token(person("editor"));
        refused(404, as(other).delete(API + "/tokens/" + id)); // not told whether there is one
        refused(403, post(other, "/tokens", Map.of("name", "x", "person", name)));
        String own = post(other, "/tokens", Map.of("name", "own")).jsonPath().getString("token.id");
        assertThat(as(other).delete(API + "/tokens/" + own).statusCode()).isEqualTo(200);
        String last = as(other).get(API + "/tokens").jsonPath().getString("tokens.find { !it.revokedAt }.id");
        assertThat(as(admin).delete(API + "/tokens/" + last).statusCode()).isEqualTo(200);
        assertThat(refused(401, as(other).get(API + "/me")).getString("detail")).contains("was revoked");
    }

    @Test
    void a_browser_signs_in_acts_from_its_own_page_and_signs_out() throws IOException {
        String name = person("editor");
        String secret = token(name);
        refused(401, signIn("hg_guess"));
        refused(400, given().contentType(ContentType.JSON).post(API + "/session"));
        Cookie cookie = signIn(secret).then().statusCode(204).extract().detailedCookie("hourglass-session");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.isSecured()).as("over http").isFalse();
        assertThat(cookie.getValue()).isNotEqualTo(secret);
        assertThat(given().cookie(cookie).get(API + "/me").jsonPath().getString("name"))
                .isEqualTo(name);
        assertThat(firstLineOfStream(cookie)).startsWith("id:");

        assertThat(refused(
                                403,
                                given().cookie(cookie)
                                        .contentType(ContentType.JSON)
                                        .body(SPEC)
                                        .post(API + "/runs"))
                        .getString("detail"))
                .contains("Origin");
        refused(403, from("http://evil.example", cookie).post(API + "/runs"));
        assertThat(from(page(), cookie).post(API + "/runs").statusCode()).isIn(201, 202);

        assertThat(from(page(), cookie).delete(API + "/session").statusCode()).isEqualTo(204);
        assertThat(refused(401, given().cookie(cookie).get(API + "/me")).getString("detail"))
                .contains("sign in again");

        Cookie second = signIn(secret).detailedCookie("hourglass-session");
        String id = as(secret).get(API + "/tokens").jsonPath().getString("tokens[0].id");
        as(secret).delete(API + "/tokens/" + id).then().statusCode(200);
        assertThat(refused(401, given().cookie(second).get(API + "/me")).getString("detail"))
                .as("a session ends with its token")
                .contains("was revoked");
    }

    @Test
    void behind_a_proxy_that_speaks_https_everything_is_kept_to_https() {
        Response answer = given().contentType(ContentType.JSON)
                .header("X-Forwarded-Proto", "https")
                .body(Map.of("token", token(person("viewer"))))
                .post(API + "/session");
        assertThat(answer.detailedCookie("hourglass-session").isSecured()).isTrue();
        assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=");
        assertThat(given().get("/").header("Strict-Transport-Security")).isNull();
    }

    /** Also what the other cases left there. */
    @Test
    void no_log_has_a_secret() throws IOException {
        String secret = token(person("viewer"));
        String session = signIn(secret).cookie("hourglass-session");
        assertThat(as(secret).get(API + "/me").statusCode()).isEqualTo(200);
        refused(401, as("hg_guess-in-a-header").get(API + "/me"));
        refused(401, signIn("hg_guess-in-a-body"));
        refused(
                400,
                given().contentType(ContentType.JSON)
                        .body("{\"token\": \"hg_no-json")
                        .post(API + "/session"));
        assertThat(Files.readAllLines(LOG)).isNotEmpty().allSatisfy(line -> assertThat(
                        new JsonPath(line).getString("level"))
                .isNotBlank());
        assertThat(Files.readString(LOG))
                .contains("made the first admin")
                .doesNotContain(secret, session, admin, "the-database-s-password", "hg_guess", "hg_no-json");
    }

    @Test
    @Timeout(120)
    void a_stream_ends_soon_after_its_token() throws IOException {
        String secret = token(person("viewer"));
        URLConnection stream = URI.create(page() + API + "/stream").toURL().openConnection();
        stream.setReadTimeout(60_000);
        stream.setRequestProperty("Authorization", "Bearer " + secret);
        try (var lines = new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith("id:");
            String id = as(secret).get(API + "/tokens").jsonPath().getString("tokens[0].id");
            as(secret).delete(API + "/tokens/" + id).then().statusCode(200);
            readToItsEnd(lines);
        }
        refused(401, as(secret).get(API + "/stream"));
    }

    @Test
    void people_are_settled_by_admins_and_never_without_one() {
        String name = person("viewer");
        String secret = token(name);
        refused(409, post(admin, "/people", Map.of("name", name.toUpperCase(Locale.ROOT), "role", "viewer")));
        assertThat(refused(400, post(admin, "/people", Map.of("name", "x", "role", "king")))
                        .getString("detail"))
                .contains("king", "viewer", "admin");
        refused(400, post(admin, "/people", Map.of("name", " ", "role", "viewer")));
        assertThat(role(name, "editor").statusCode()).isEqualTo(200);
        assertThat(as(secret).get(API + "/me").jsonPath().getString("role")).isEqualTo("editor");
        assertThat(role(name, "none").statusCode()).isEqualTo(200);
        refused(403, as(secret).get(API + "/runs"));
        for (String path : List.of("/q/metrics", "/q/openapi")) {
            assertThat(refused(403, as(secret).get(path)).getString("detail")).contains("needs the role viewer");
        }
        refused(404, role("nobody at all", "viewer"));
        assertThat(refused(409, role("admin", "viewer")).getString("detail")).contains("only admin");
    }

    @Test
    void changes_of_settings_are_audited_page_by_page_without_secrets() {
        String name = person("viewer");
        String secret = token(name);
        JsonPath first = as(admin).get(API + "/audit?limit=2").jsonPath();
        assertThat(first.getList("entries.action")).containsExactly("token.create", "person.add");
        assertThat(first.getList("entries.byName")).containsOnly("admin");
        assertThat(first.getString("entries[1].detail.name")).isEqualTo(name);
        JsonPath second = as(admin)
                .get(API + "/audit?limit=1000&after=" + first.getLong("next"))
                .jsonPath();
        assertThat(second.getList("entries.id", Long.class))
                .isNotEmpty()
                .allMatch(id -> id < first.getLong("entries[1].id"));
        assertThat(second.getString("entries[-1].by")).isEqualTo("tracker");
        assertThat(as(admin).get(API + "/audit?limit=1000").asString()).doesNotContain(secret, admin);
    }

    private Response role(String name, String role) {
        return as(admin)
                .contentType(ContentType.JSON)
                .body(Map.of("role", role))
                .put(API + "/people/{person}/role", name);
    }

    /** @return the name of a new person with this role */
    private String person(String role) {
        String name = "Ada " + UUID.randomUUID().toString().substring(0, 8);
        assertThat(post(admin, "/people", Map.of("name", name, "role", role)).statusCode())
                .isEqualTo(201);
        return name;
    }

    /** @return the secret */
    private String token(String person) {
        return post(admin, "/tokens", Map.of("name", "test", "person", person))
                .jsonPath()
                .getString("secret");
    }

    private static Response post(String secret, String path, Object body) {
        return as(secret).contentType(ContentType.JSON).body(body).post(API + path);
    }

    private static RequestSpecification as(String secret) {
        return given().header("Authorization", "Bearer " + secret);
    }

    private static RequestSpecification from(String origin, Cookie cookie) {
        return given().cookie(cookie)
                .header("Origin", origin)
                .contentType(ContentType.JSON)
                .body(SPEC);
    }

    private static Response signIn(String secret) {
        return given().contentType(ContentType.JSON)
                .header("Origin", page())
                .body(Map.of("token", secret))
                .post(API + "/session");
    }

    static String page() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }

    private static String firstLineOfStream(Cookie cookie) throws IOException {
        URLConnection stream = URI.create(page() + API + "/stream").toURL().openConnection();
        stream.setRequestProperty("Cookie", cookie.getName() + "=" + cookie.getValue());
        stream.setReadTimeout(30_000);
        try (var lines = new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
            return String.valueOf(lines.readLine());
        }
    }

    /** An end, or a line that is cut: both are the tracker's doing. */
    private static void readToItsEnd(BufferedReader lines) {
        try {
            assertThat(lines.lines().count()).isNotNegative();
        } catch (UncheckedIOException e) {
            assertThat(e.getCause()).isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    private String first(String question) throws SQLException {
        return settings.read(tx -> tx.first(question, row -> row.getString(1))).orElseThrow();
    }
}
