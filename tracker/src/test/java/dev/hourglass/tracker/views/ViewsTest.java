package dev.hourglass.tracker.views;

import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.post;
import static dev.hourglass.tracker.testing.Api.put;
import static dev.hourglass.tracker.testing.Api.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.tracker.people.SettingsStore;
import dev.hourglass.tracker.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class ViewsTest {

    private static final Map<String, String> VIEW =
            Map.of("name", "Do they collapse?", "page", "compare", "address", "#/compare?runs=a,b&x=tau/tw");

    @Inject
    SettingsStore settings;

    @AfterEach
    void none() throws SQLException {
        settings.transaction(tx -> tx.update("delete from settings.saved_view"));
    }

    @Test
    void a_view_is_saved_found_changed_and_removed_and_the_audit_has_it() throws SQLException {
        Response saved = post("/views", VIEW, Map.of("Hourglass-User", "ada"));
        saved.then().statusCode(201).header("ETag", "\"0\"");
        String id = saved.jsonPath().getString("id");
        assertThat(saved.header("Location")).isEqualTo("/api/v1/views/" + id);
        assertThat(get("/views/" + id).<Map<String, Object>>get())
                .containsAllEntriesOf(VIEW)
                .containsEntry("createdBy", "ada")
                .containsEntry("updatedBy", "ada");

        Response changed =
                put("/views/" + id, with("name", "Collapse"), Map.of("If-Match", "\"0\"", "Hourglass-User", "grace"));
        changed.then().statusCode(200).header("ETag", "\"1\"");
        post("/views", Map.of("name", "All", "page", "runs", "address", "#/"));
        JsonPath all = get("/views");
        assertThat(all.getList("views.name")).containsExactly("Collapse", "All");
        assertThat(all.getList("views.createdBy")).first().isEqualTo("ada");
        assertThat(all.getList("views.updatedBy")).first().isEqualTo("grace");
        assertThat(get("/views?page=runs").getList("views.name")).containsExactly("All");

        removal(id, "\"1\"").then().statusCode(204);
        refused(404, "/views/" + id);
        refused(404, removal(id, "*"));
        assertThat(settings.<List<String>>read(tx -> tx.list(
                        "select action || ' ' || by || ' ' || (detail ->> 'name') from settings.audit where subject = ? order by id",
                        row -> row.getString(1),
                        id)))
                .containsExactly(
                        "view.save ada Do they collapse?",
                        "view.change grace Collapse",
                        "view.remove someone Collapse");
    }

    @Test
    void a_change_that_did_not_see_the_last_one_is_refused() {
        String id = post("/views", VIEW).jsonPath().getString("id");
        assertThat(refused(428, put("/views/" + id, VIEW, Map.of())).getString("detail"))
                .contains("If-Match", "\"0\"");
        put("/views/" + id, with("address", "#/compare?runs=c"), Map.of("If-Match", "\"0\""))
                .then()
                .statusCode(200);
        JsonPath late = refused(412, put("/views/" + id, VIEW, Map.of("If-Match", "\"0\"")));
        assertThat(late.getString("detail")).contains("Do they collapse?", "\"1\"");
        refused(412, removal(id, "\"0\""));
        assertThat(get("/views/" + id).getString("address")).isEqualTo("#/compare?runs=c");
        put("/views/" + id, VIEW, Map.of("If-Match", "*")).then().statusCode(200);
    }

    @Test
    void a_name_leads_to_one_view_of_a_page() {
        post("/views", VIEW).then().statusCode(201);
        assertThat(refused(409, post("/views", with("name", "do they COLLAPSE?")))
                        .getString("detail"))
                .contains("do they COLLAPSE?", "compare");
        post("/views", with("page", "runs")).then().statusCode(201);
        String other = post("/views", with("name", "other")).jsonPath().getString("id");
        refused(409, put("/views/" + other, VIEW, Map.of("If-Match", "*")));
    }

    @Test
    void what_cannot_be_a_view_is_refused_by_name() {
        Map<Map<String, String>, String> bad = Map.of(
                with("name", ""), "name must be 1 to 200",
                with("name", "two\nlines"), "one line",
                with("name", "x".repeat(201)), "name has 201 characters, may have 200",
                with("page", "../people"), "page is '../people'",
                with("address", "javascript:alert(1)"), "must begin with #/",
                with("address", "#/" + "x".repeat(8000)), "address has 8002 characters, may have 8000",
                Map.of("name", "x", "page", "runs"), "'address' is missing");
        bad.forEach(
                (body, said) -> assertThat(refused(400, post("/views", body)).getString("detail"))
                        .contains(said));
        refused(400, post("/views"));
        // Markup and marks of direction are text like any other.
        String odd = "<img src=x onerror=alert(1)> \u202Etxet \uD83D\uDD25";
        assertThat(post("/views", with("name", odd)).jsonPath().getString("name"))
                .isEqualTo(odd);
    }

    @Test
    void there_is_an_end_to_them() throws SQLException {
        settings.transaction(tx -> tx.update("""
                insert into settings.saved_view (name, page, address, created_by, updated_by)
                select n::text, 'runs', '#/', 'me', 'me' from generate_series(1, ?) n
                """, SavedViews.MOST));
        assertThat(refused(409, post("/views", VIEW)).getString("detail")).contains("500");
        assertThat(get("/views").getList("views")).hasSize(SavedViews.MOST);
    }

    private static Response removal(String id, String ifMatch) {
        return given().header("If-Match", ifMatch).delete("/api/v1/views/" + id);
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> view = new HashMap<>(VIEW);
        view.put(key, value);
        return view;
    }
}
