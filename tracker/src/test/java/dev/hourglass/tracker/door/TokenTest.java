package dev.hourglass.tracker.door;

import static dev.hourglass.tracker.testing.Api.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tracker that wants a token. Who comes in needs neither the log nor the read model, so it has none and waits for them. */
@QuarkusTest
@TestProfile(TokenTest.WithToken.class)
class TokenTest {

    /** A tracker of its own. */
    public static final class WithToken implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "hourglass.token", "open-sesame",
                    "hourglass.kafka.bootstrap-servers", "127.0.0.1:1",
                    "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/none");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void without_the_token_the_api_is_shut_and_with_it_open() {
        Response without = given().get("/api/v1/workers");
        assertThat(refused(401, without).getString("detail")).contains("Authorization: Bearer");
        assertThat(without.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(refused(401, given().header("Authorization", "Bearer sesame").get("/api/v1/workers"))
                        .getString("detail"))
                .contains("not this tracker's");
        given().header("Authorization", "Bearer open-sesame")
                .get("/api/v1/workers")
                .then()
                .statusCode(200);
        given().get("/q/metrics").then().statusCode(401);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/").then().statusCode(200);
    }

    @Test
    void a_link_with_the_token_signs_a_browser_in() {
        Response door = given().redirects().follow(false).get("/?token=open-sesame");
        assertThat(door.statusCode()).isEqualTo(303);
        assertThat(door.header("Location")).isEqualTo("/");
        Cookie cookie = door.detailedCookie("hourglass-token");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        given().cookie(cookie).get("/api/v1/workers").then().statusCode(200);
        assertThat(given().get("/?token=sesame").detailedCookies().asList()).isEmpty();
    }
}
