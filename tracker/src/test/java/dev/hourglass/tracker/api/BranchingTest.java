package dev.hourglass.tracker.api;

import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.post;
import static dev.hourglass.tracker.testing.Api.refused;
import static dev.hourglass.tracker.testing.Api.run;
import static dev.hourglass.tracker.testing.Api.upload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import dev.hourglass.tracker.testing.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class BranchingTest {

    @Inject
    Told told;

    private final Facts facts = new Facts(UUID.randomUUID());
    private String ten;
    private String forty;

    @BeforeEach
    void a_run_with_checkpoints_at_10_and_40() {
        ten = upload(facts.run + " at 10");
        forty = upload(facts.run + " at 40");
        told.that(
                facts.created(),
                facts.started(1, 0),
                saved(facts, 1, 10, ten, CheckpointReason.WAITING_TIME),
                saved(facts, 2, 40, forty, CheckpointReason.WAITING_TIME));
    }

    @Test
    void a_branch_can_be_looked_at_before_it_is_there() {
        Map<String, Object> asked =
                Map.of("at", Map.of("step", 10), "set", Map.of("dynamics.eta", 0.001), "stopSteps", 90);
        JsonPath checked = post(run(facts.run) + "/branches/check", asked)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(checked.getList("specs")).hasSize(1);
        assertThat(checked.<String>get("specs[0].seed")).isEqualTo("parent");
        assertThat(checked.<List<String>>get("defaults[0]"))
                .contains("restarts")
                .doesNotContain("seed", "dynamics.eta");
        assertThat(get(run(facts.run)).getInt("branches")).isZero();
        JsonPath branch = get("/runs/" + branch(facts, asked).getString("runs[0].id") + "/spec");
        assertThat(checked.getDouble("specs[0].dynamics.eta")).isEqualTo(branch.getDouble("dynamics.eta"));
        assertThat(checked.getMap("specs[0].stop")).isEqualTo(branch.getMap("stop"));
        assertThat(refused(
                                400,
                                post(
                                        run(facts.run) + "/branches/check",
                                        Map.of("at", Map.of("step", 10), "set", Map.of("system.width", 9))))
                        .getString("problems[0].path"))
                .isEqualTo("system.width");
    }

    @Test
    void a_branch_is_the_parent_s_spec_with_what_was_set() {
        JsonPath created = branch(
                facts,
                Map.of(
                        "at",
                        Map.of("step", 10),
                        "set",
                        Map.of("dynamics.eta", "1e-3", "restarts", 2), // as a command line's text, and as JSON
                        "follow",
                        3.0,
                        "seed",
                        5));
        JsonPath branch = get("/runs/" + created.getString("runs[0].id"));
        assertThat(branch.getString("parent.run")).isEqualTo(facts.run.toString());
        assertThat(branch.getString("parent.checkpoint")).isEqualTo(ten);
        assertThat(branch.getString("parent.attempt"))
                .isEqualTo(facts.attempt(1).toString());
        assertThat(branch.getDouble("params.'dynamics.eta'")).isEqualTo(0.001);
        assertThat(branch.getLong("targetStep")).as("10 + 3 * 10").isEqualTo(40);
        assertThat(branch.getInt("params.restarts")).isEqualTo(2);
        assertThat(branch.getInt("params.seed")).isEqualTo(5);
        assertThat(branch.getString("state")).isEqualTo("queued");
    }

    @Test
    void tau_finds_the_nearest_checkpoint_and_a_name_the_very_one() {
        assertThat(branch(facts, Map.of("at", Map.of("tau", 30 * Facts.ETA))).getLong("runs[0].parent.step"))
                .isEqualTo(40);
        assertThat(branch(facts, Map.of("at", Map.of("checkpoint", ten))).getLong("runs[0].parent.step"))
                .isEqualTo(10);
    }

    @Test
    void every_waiting_time_gets_a_branch() {
        JsonPath created = branch(facts, Map.of("at", Map.of("waitingTimes", true), "follow", 2));
        assertThat(created.<Integer>getList("runs.parent.step")).containsExactly(10, 40);
        assertThat(created.<Integer>getList("runs.targetStep")).containsExactly(30, 120);
    }

    @Test
    void below_its_own_branch_point_a_branch_attaches_to_the_true_ancestor() {
        Facts child = new Facts(UUID.randomUUID());
        String sixty = upload(child.run + " at 60");
        told.that(
                child.created(
                        RunKind.QUEUED,
                        Facts.spec(""),
                        Optional.of(new BranchPoint(facts.run, facts.attempt(1), 40, 40 * Facts.ETA, forty))),
                child.started(1, Optional.empty(), 40, true),
                saved(child, 1, 60, sixty, CheckpointReason.PERIODIC));
        assertThat(branch(child, Map.of("at", Map.of("step", 10))).getString("runs[0].parent.run"))
                .isEqualTo(facts.run.toString());
        assertThat(branch(child, Map.of("at", Map.of("step", 60))).getString("runs[0].parent.run"))
                .isEqualTo(child.run.toString());
    }

    @Test
    void a_superseded_checkpoint_is_no_place_to_branch() {
        told.that(new Event.RunLost(facts.run, facts.attempt(1), 60_000), facts.started(2, 10));
        assertThat(refused(404, post(run(facts.run) + "/branches", Map.of("at", Map.of("step", 40))))
                        .getString("detail"))
                .contains("no checkpoint at step 40", "steps 10");
    }

    @Test
    void what_cannot_be_branched_says_why() {
        assertThat(refuse(404, Map.of("at", Map.of("step", 11)))).contains("steps 10, 40");
        assertThat(refuse(400, Map.of("at", Map.of("step", 10, "tau", 1)))).contains("exactly one");
        assertThat(refuse(400, Map.of("name", "x"))).contains("'at' is missing");
        assertThat(refuse(400, Map.of("at", Map.of("step", 10), "stopSteps", 50, "follow", 1)))
                .contains("either");
        assertThat(refuse(400, Map.of("at", Map.of("step", 10), "stopSteps", 10)))
                .contains("stop.steps", "step 10");
        assertThat(refuse(400, Map.of("at", Map.of("step", 10), "set", Map.of("system.width", 9))))
                .contains("system.width", "branch");
        assertThat(refuse(400, Map.of("at", Map.of("step", 10), "set", Map.of("dynamics.eat", 1))))
                .contains("dynamics.eat");
        Facts bare = new Facts(UUID.randomUUID());
        told.that(bare.created(), bare.started(1, 0), bare.saved(1, 1, 7, CheckpointReason.PERIODIC));
        assertThat(refused(404, post(run(bare.run) + "/branches", Map.of("at", Map.of("step", 7))))
                        .getString("detail"))
                .contains("no blob " + Facts.sha(7), "blobs");
    }

    private String refuse(int status, Map<String, Object> body) {
        return refused(status, post(run(facts.run) + "/branches", body)).getString("detail");
    }

    private static JsonPath branch(Facts facts, Map<String, Object> body) {
        return post(run(facts.run) + "/branches", body)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static Event saved(Facts facts, long sequence, long step, String sha256, CheckpointReason reason) {
        return new Event.CheckpointSaved(
                facts.run, facts.origin(1, sequence), Facts.clock(step), sha256, 50, "here", reason);
    }
}
