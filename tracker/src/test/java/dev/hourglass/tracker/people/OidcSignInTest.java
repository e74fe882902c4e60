package dev.hourglass.tracker.people;

import static dev.hourglass.tracker.testing.Api.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A browser that follows where it is led, to a provider and back. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@TestProfile(SignInTest.Required.class)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class OidcSignInTest {

    private static final String SESSION = "hourglass-session";

    @Inject
    SettingsStore settings;

    @Test
    void somebody_whom_the_provider_knows_comes_in_as_a_viewer_and_is_the_same_person_the_next_time()
            throws SQLException {
        assertThat(given().get("/api/v1/session").jsonPath().getString("oidc")).isEqualTo("the institute");
        String subject = UUID.randomUUID().toString();
        JsonPath me = me(signIn(Optional.of(subject + "/Grace")));
        assertThat(me.getString("name")).startsWith("Grace");
        assertThat(me.getString("role")).isEqualTo("viewer");
        JsonPath again = me(signIn(Optional.of(subject + "/Grace, who has married")));
        assertThat(again.getString("id")).isEqualTo(me.getString("id"));
        settings.transaction(
                tx -> tx.update("update settings.person set role = 'none' where id = ?::uuid", me.getString("id")));
        refused(
                403,
                given().cookie(SESSION, signIn(Optional.of(subject + "/Grace"))).get("/api/v1/runs"));
    }

    @Test
    void a_name_lets_nobody_in_as_another() throws SQLException {
        Person ada = new People(settings).add("Ada " + UUID.randomUUID(), Role.EDITOR, "test");
        JsonPath me = me(signIn(Optional.of(UUID.randomUUID() + "/" + ada.name())));
        assertThat(me.getString("id")).isNotEqualTo(ada.id().toString());
        assertThat(me.getString("name")).isEqualTo(ada.name() + " (2)");
        assertThat(me.getString("role")).isEqualTo("viewer");
    }

    @Test
    void whom_the_provider_does_not_let_in_is_back_at_the_page_without_a_session() {
        var browser = new Browser(Optional.empty());
        Response end = browser.follow("/api/v1/session/oidc");
        assertThat(end.getStatusCode()).isEqualTo(200);
        assertThat(browser.at.toString()).endsWith("/?sign-in=refused");
        assertThat(browser.cookies).doesNotContainKey(SESSION);
    }

    @Test
    void the_way_back_alone_leads_nowhere() {
        for (String query : new String[] {"?code=guess&state=guess", "?code=guess"}) {
            Response answer = given().redirects().follow(false).get("/api/v1/session/oidc/done" + query);
            assertThat(answer.getCookie(SESSION)).isNull();
            assertThat(answer.getStatusCode()).isBetween(300, 499);
        }
    }

    private static JsonPath me(String session) {
        return given().cookie(SESSION, session)
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** @return the session */
    private static String signIn(Optional<String> user) {
        var browser = new Browser(user);
        assertThat(browser.follow("/api/v1/session/oidc").getStatusCode()).isEqualTo(200);
        assertThat(browser.cookies.keySet())
                .as("nothing of the provider's stays")
                .containsExactly(SESSION);
        return browser.cookies.getOrDefault(SESSION, "");
    }

    private static final class Browser {
        private static final int MOST = 10;

        private final Map<String, String> cookies = new HashMap<>();
        private final Optional<String> user;
        private URI at = URI.create(SignInTest.page());

        Browser(Optional<String> user) {
            this.user = user;
        }

        Response follow(String path) {
            at = at.resolve(path);
            Response answer = ask();
            for (int i = 0; i < MOST && answer.getStatusCode() / 100 == 3; i++) {
                at = at.resolve(answer.getHeader("Location"));
                answer = ask();
            }
            return answer;
        }

        private Response ask() {
            boolean own = at.toString().startsWith(SignInTest.page());
            Response answer = given().redirects()
                    .follow(false)
                    .urlEncodingEnabled(false)
                    .cookies(
                            own
                                    ? cookies
                                    : user.map(name -> Map.of("user", name)).orElse(Map.of()))
                    .get(at);
            if (own) {
                answer.getDetailedCookies().forEach(cookie -> {
                    if (cookie.getMaxAge() == 0) {
                        cookies.remove(cookie.getName());
                    } else {
                        cookies.put(cookie.getName(), cookie.getValue());
                    }
                });
            }
            return answer;
        }
    }
}
