package dev.hourglass.tracker.api;

import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.post;
import static dev.hourglass.tracker.testing.Api.refused;
import static dev.hourglass.tracker.testing.Api.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import dev.hourglass.tracker.testing.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class ActingOnRunsTest {

    @Inject
    Told told;

    @Inject
    LiveReadModel live;

    private final Facts facts = new Facts(UUID.randomUUID());

    @Test
    void a_queued_run_is_paused_resumed_and_cancelled_at_once() {
        told.that(facts.created());
        assertThat(state("pause")).isEqualTo("paused");
        assertThat(state("resume")).isEqualTo("queued");
        assertThat(state("cancel")).isEqualTo("cancelled");
        assertThat(refused(409, post(run(facts.run) + "/pause")).getString("detail"))
                .contains("it is cancelled");
    }

    @Test
    void a_running_run_waits_for_its_worker_s_answer() {
        told.that(facts.created(), facts.started(1, 0));
        assertThat(state("checkpoint")).isEqualTo("running");
        assertThat(state("pause")).isEqualTo("pausing");
        assertThat(state("cancel")).isEqualTo("cancelling");
        assertThat(refused(409, post(run(facts.run) + "/resume")).getString("detail"))
                .contains("it is cancelling");
    }

    @Test
    void a_published_run_takes_no_orders() {
        told.that(facts.created(RunKind.PUBLISHED, Facts.spec(""), Optional.empty()));
        assertThat(refused(409, post(run(facts.run) + "/cancel")).getString("detail"))
                .contains("published");
    }

    @Test
    void the_same_order_with_the_same_key_is_given_once() {
        told.that(facts.created());
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString(), "Hourglass-User", "ada");
        assertThat(post(run(facts.run) + "/pause", "", key).statusCode()).isEqualTo(200);
        assertThat(state("resume")).isEqualTo("queued");
        assertThat(post(run(facts.run) + "/pause", "", key).<String>path("state"))
                .isEqualTo("queued");
        assertThat(get(run(facts.run) + "/events").getList("events.findAll { it.type == 'PauseRequested' }.data.by"))
                .containsExactly("ada");
    }

    @Test
    void a_key_that_came_with_another_order_is_refused() {
        told.that(facts.created());
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        post(run(facts.run) + "/pause", "", key);
        assertThat(refused(409, post(run(facts.run) + "/cancel", "", key)).getString("detail"))
                .contains("PauseRequested", "new key");
        assertThat(get(run(facts.run)).getString("state")).isEqualTo("paused");
    }

    @Test
    void an_order_that_two_trackers_put_into_the_log_counts_once() {
        var pause = Facts.envelope(new Event.PauseRequested(facts.run, "ada"));
        var resume = Facts.envelope(new Event.ResumeRequested(facts.run, "ada"));
        told.that(Facts.envelope(facts.created()), pause, resume, pause);
        assertThat(get(run(facts.run)).getString("state")).isEqualTo("queued");
        assertThat(post(
                                run(facts.run) + "/pause",
                                "",
                                Map.of("Idempotency-Key", pause.id().toString()))
                        .<String>path("state"))
                .isEqualTo("queued");
    }

    @Test
    void an_order_that_does_not_show_in_time_is_accepted_and_shows_later_where_it_says() throws SQLException {
        told.that(facts.created());
        String place;
        try (Connection holder = live.open();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select 1 from projection_offset for update"); // no partition can move
            place = post(run(facts.run) + "/pause")
                    .then()
                    .statusCode(202)
                    .extract()
                    .header("Location")
                    .replaceFirst("^http://[^/]*/api/v1", "");
            assertThat(get(place).getString("state")).isEqualTo("queued");
            holder.rollback();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(place).getString("state").equals("paused"));
        assertThat(get(place).getString("id")).isEqualTo(facts.run.toString());
    }

    @Test
    void who_asks_has_a_name_of_bounded_length() {
        told.that(facts.created());
        assertThat(refused(400, post(run(facts.run) + "/pause", "", Map.of("Hourglass-User", "x".repeat(201))))
                        .getString("detail"))
                .contains("Hourglass-User", "200");
    }

    private String state(String action) {
        return post(run(facts.run) + "/" + action)
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }
}
