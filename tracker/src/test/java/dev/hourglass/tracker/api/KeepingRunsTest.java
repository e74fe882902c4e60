package dev.hourglass.tracker.api;

import static dev.hourglass.tracker.testing.Api.delete;
import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.patch;
import static dev.hourglass.tracker.testing.Api.post;
import static dev.hourglass.tracker.testing.Api.put;
import static dev.hourglass.tracker.testing.Api.refused;
import static dev.hourglass.tracker.testing.Api.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import dev.hourglass.tracker.testing.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
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
class KeepingRunsTest {

    private static final Map<String, String> ADA = Map.of("Hourglass-User", "ada");

    @Inject
    Told told;

    private final Facts facts = new Facts(UUID.randomUUID());
    private final String path = run(facts.run);

    @Test
    void tags_are_put_replaced_and_taken_off() {
        told.that(facts.created());
        assertThat(put(path + "/tags/colour", Map.of("value", "red"), ADA).<String>path("tags.colour"))
                .isEqualTo("red");
        assertThat(put(path + "/tags/a%2Fb", Map.of(), ADA).<Map<String, String>>path("tags"))
                .isEqualTo(Map.of("colour", "red", "a/b", ""));
        assertThat(delete(path + "/tags/colour").<Map<String, String>>path("tags"))
                .isEqualTo(Map.of("a/b", ""));
        assertThat(refused(400, put(path + "/tags/" + "k".repeat(201), Map.of(), ADA))
                        .getString("detail"))
                .contains("201", "200");
        assertThat(summaries()).contains("ada tagged it colour: red", "someone took off the tag colour");
    }

    @Test
    void notes_are_entries_with_an_author_and_the_newest_comes_first() {
        told.that(facts.created());
        String key = UUID.randomUUID().toString();
        var headers = Map.of("Hourglass-User", "ada", "Idempotency-Key", key);
        Response first = post(path + "/notes", Map.of("text", "looks odd\nbeyond 200"), headers);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.<String>path("id")).isEqualTo(key);
        assertThat(post(path + "/notes", Map.of("text", "looks odd\nbeyond 200"), headers)
                        .statusCode())
                .isEqualTo(201);
        post(path + "/notes", Map.of("text", "no, fine"), Map.of("Hourglass-User", "bob"));
        assertThat(get(path + "/notes").getList("notes.by")).containsExactly("bob", "ada");
        String next = get(path + "/notes?limit=1").getString("next");
        assertThat(get(path + "/notes?limit=1&after=" + next).getList("notes.text"))
                .containsExactly("looks odd\nbeyond 200");
        assertThat(delete(path + "/notes/" + key).statusCode()).isEqualTo(204);
        assertThat(refused(404, delete(path + "/notes/" + key)).getString("detail"))
                .contains(key);
        assertThat(get(path + "/notes").getList("notes.by")).containsExactly("bob");
        assertThat(summaries()).contains("ada noted: looks odd…", "bob noted: no, fine");
        assertThat(refused(400, post(path + "/notes", Map.of("text", "x".repeat(890_001))))
                        .getString("detail"))
                .contains("890000");
    }

    @Test
    void a_run_is_renamed_only_by_who_has_seen_it_as_it_is() {
        told.that(facts.created());
        String etag = etag();
        assertThat(patch(path, Map.of("name", "x"), Map.of()).statusCode()).isEqualTo(428);
        var again =
                Map.of("If-Match", etag, "Idempotency-Key", UUID.randomUUID().toString());
        Response renamed = patch(path, Map.of("name", "ember"), again);
        assertThat(renamed.<String>path("name")).isEqualTo("ember");
        assertThat(renamed.header("ETag")).isNotEqualTo(etag).isEqualTo(etag());
        assertThat(refused(412, patch(path, Map.of("name", "other"), Map.of("If-Match", etag)))
                        .getString("detail"))
                .contains(renamed.header("ETag"));
        assertThat(patch(path, Map.of("name", "fugue"), Map.of("If-Match", "*")).<String>path("name"))
                .isEqualTo("fugue");
        assertThat(patch(path, Map.of("name", "ember"), again).<String>path("name"))
                .as("who asks again, because the answer was lost, is answered and changes nothing")
                .isEqualTo("fugue");
        String seen = etag();
        told.that(
                facts.started(1, 0),
                facts.points(1, 1, 1),
                facts.saved(1, 2, 10, CheckpointReason.PERIODIC),
                new Event.CheckpointPruned(facts.run, Facts.sha(10), 10, "tracker/test"));
        assertThat(get(path + "/checkpoints").getList("step")).isEmpty();
        assertThat(patch(path, Map.of("name", "third"), Map.of("If-Match", seen))
                        .statusCode())
                .as("a run that goes on is not changed by anybody")
                .isEqualTo(200);
        assertThat(refused(400, patch(path, Map.of("name", " "), Map.of("If-Match", "*")))
                        .getString("detail"))
                .contains("name");
    }

    @Test
    void archived_and_trashed_runs_are_listed_when_they_are_asked_for() {
        var other = new Facts(UUID.randomUUID());
        told.that(facts.created());
        told.that(other.created());
        assertThat(post(path + "/archive").<Boolean>path("archived")).isTrue();
        assertThat(listed("")).contains(other.run.toString()).doesNotContain(facts.run.toString());
        assertThat(listed("&archived=yes")).contains(other.run.toString(), facts.run.toString());
        assertThat(listed("&archived=only")).contains(facts.run.toString()).doesNotContain(other.run.toString());
        assertThat(post(path + "/restore").<Boolean>path("archived")).isFalse();
        assertThat(post(path + "/trash").<String>path("trashedAt")).isNotBlank();
        assertThat(listed("")).doesNotContain(facts.run.toString());
        assertThat(listed("&trashed=only")).contains(facts.run.toString()).doesNotContain(other.run.toString());
        assertThat(refused(409, post(path + "/resume")).getString("title")).isEqualTo("Run in the trash");
        assertThat(refused(400, "/runs?trashed=perhaps").getString("detail")).contains("no, yes or only");
        post(path + "/restore");
        assertThat(listed("")).contains(facts.run.toString());
        assertThat(summaries()).contains("someone archived it", "someone put it into the trash", "someone restored it");
    }

    @Test
    void a_run_that_is_held_or_has_living_branches_is_not_trashed() {
        told.that(facts.created(), facts.started(1, 0), facts.points(1, 1, 0, 10));
        assertThat(refused(409, post(path + "/trash")).getString("detail")).contains("it is running");
        told.that(facts.completed(1, 2, 10));
        var branch = new Facts(UUID.randomUUID());
        told.that(branch.created(RunKind.QUEUED, Facts.spec(""), Optional.of(facts.branchPoint(1, 10))));
        assertThat(refused(409, post(path + "/trash")).getString("detail"))
                .contains(branch.run.toString(), "archive it");
        assertThat(post(run(branch.run) + "/trash").statusCode()).isEqualTo(200);
        assertThat(post(path + "/trash").statusCode()).isEqualTo(200);
        assertThat(get(run(branch.run)).getInt("branches")).isZero();
    }

    @Test
    void a_purge_takes_two_steps_and_nothing_more_can_be_said_of_the_run() {
        told.that(facts.created(), facts.started(1, 0), facts.points(1, 1, 0, 10), facts.completed(1, 2, 10));
        JsonPath untouched = refused(409, post(path + "/purge"));
        assertThat(untouched.getString("detail")).contains("put it there first");
        assertThat(untouched.getString("see")).isEqualTo("POST /api/v1" + path + "/trash");
        post(path + "/trash");
        assertThat(post(path + "/purge", "", ADA).<String>path("purgedAt")).isNotBlank();
        JsonPath purged = refused(410, post(path + "/restore"));
        assertThat(purged.getString("detail")).contains("by ada", "events stay");
        assertThat(purged.getString("see")).isEqualTo("GET /api/v1" + path + "/events");
        assertThat(refused(410, put(path + "/tags/a", Map.of(), ADA)).getString("title"))
                .isEqualTo("Run purged");
        assertThat(refused(410, path + "/series?metrics=nll").getString("title"))
                .isEqualTo("Run purged");
        assertThat(refused(410, path + "/log").getString("title")).isEqualTo("Run purged");
        assertThat(get(path).getMap("metrics")).isEmpty();
        assertThat(get(path).getMap("tags")).isEmpty();
        assertThat(listed("&trashed=yes&archived=yes")).doesNotContain(facts.run.toString());
        assertThat(summaries()).contains("ada purged it: what it recorded is given up, its events stay in the log");
        told.that(facts.points(1, 3, 20), new Event.RunRestored(facts.run, "late"));
        assertThat(get(path).getLong("step")).isEqualTo(10);
    }

    @Test
    void an_experiment_is_shown_by_its_title_and_found_by_either() {
        String name = "exp-" + facts.run;
        told.that(new Event.RunCreated(
                facts.run,
                "a run",
                name,
                RunKind.QUEUED,
                Facts.spec("").canonicalJson(),
                Facts.spec("").sha256(),
                Optional.empty(),
                Optional.empty(),
                "ada",
                Map.of()));
        String title = "Title of " + facts.run;
        var once = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        for (var headers : List.of(once, once)) {
            assertThat(patch("/experiments/" + name, Map.of("name", title), headers)
                            .<Integer>path("runs"))
                    .isEqualTo(1);
        }
        assertThat(get(path).getString("experiment")).isEqualTo(title);
        assertThat(get("/experiments").getList("name")).contains(title).doesNotContain(name);
        assertThat(get("/runs?experiment=" + name).getList("runs")).hasSize(1);
        assertThat(get("/runs?experiment=" + title.replace(" ", "%20")).getList("runs"))
                .hasSize(1);
        told.that(new Facts(UUID.randomUUID()).created());
        assertThat(refused(409, patch("/experiments/" + title.replace(" ", "%20"), Map.of("name", "test"), ADA))
                        .getString("detail"))
                .contains("test");
        assertThat(refused(404, patch("/experiments/nix-" + facts.run, Map.of("name", "x"), ADA))
                        .getString("detail"))
                .contains("nix-");
    }

    @Test
    void a_checkpoint_is_pruned_unless_the_run_would_go_on_from_it() {
        told.that(
                facts.created(),
                facts.started(1, 0),
                facts.saved(1, 1, 10, CheckpointReason.ON_DEMAND),
                facts.saved(1, 2, 20, CheckpointReason.ON_DEMAND));
        assertThat(delete(path + "/checkpoints/10").statusCode()).isEqualTo(204);
        assertThat(get(path + "/checkpoints").<Integer>getList("step")).containsExactly(20);
        assertThat(refused(404, delete(path + "/checkpoints/10")).getString("detail"))
                .contains("steps 20");
        assertThat(refused(409, delete(path + "/checkpoints/" + Facts.sha(20))).getString("detail"))
                .contains("would go on from");
        assertThat(refused(400, delete(path + "/checkpoints/last")).getString("detail"))
                .contains("a step, or a SHA-256");
        told.that(facts.completed(1, 3, 20));
        assertThat(delete(path + "/checkpoints/" + Facts.sha(20)).statusCode()).isEqualTo(204);
        assertThat(summaries()).contains("someone pruned the checkpoint at step 10");
    }

    @Test
    void distributions_and_curves_are_stitched_like_spectra() {
        told.that(
                facts.created(),
                facts.started(1, 0),
                histogram(facts, 1, 1, 10, 3),
                histogram(facts, 1, 2, 20, 4),
                new Event.CurveRecorded(
                        facts.run,
                        facts.origin(1, 3),
                        Facts.clock(10),
                        "nllByChord",
                        new double[] {0, 1},
                        new double[] {Double.NaN, 2.5}),
                facts.completed(1, 4, 30));
        var branch = new Facts(UUID.randomUUID());
        told.that(
                branch.created(RunKind.QUEUED, Facts.spec(""), Optional.of(facts.branchPoint(1, 10))),
                branch.started(1, Optional.empty(), 10, true),
                histogram(branch, 1, 1, 15, 5));
        assertThat(get(run(branch.run) + "/distributions").getList("points")).containsExactly(2);
        var drawn = get(run(branch.run) + "/distributions/K");
        assertThat(drawn.<Integer>getList("steps")).containsExactly(10, 15);
        assertThat(drawn.getLong("inheritedUntilStep")).isEqualTo(10);
        assertThat(drawn.getList("counts")).containsExactly(List.of(3, 0), List.of(5, 0));
        assertThat(drawn.getList("edges[0]")).containsExactly("-Infinity", 0.0, 1.0);
        var curve = get(run(branch.run) + "/curves/nllByChord");
        assertThat(curve.getList("at")).containsExactly(List.of(0.0, 1.0));
        assertThat(curve.getList("values")).containsExactly(List.of("NaN", 2.5));
        assertThat(refused(404, run(branch.run) + "/distributions/W").getString("detail"))
                .contains("those of K");
        assertThat(summaries()).contains("distribution of K at step 10", "curve of nllByChord at step 10");
    }

    private static Event histogram(Facts facts, int attempt, long sequence, long step, long count) {
        return new Event.DistributionRecorded(
                facts.run,
                facts.origin(attempt, sequence),
                Facts.clock(step),
                "K",
                new double[] {Double.NEGATIVE_INFINITY, 0, 1},
                new long[] {count, 0});
    }

    private String etag() {
        return io.restassured.RestAssured.given().get("/api/v1" + path).header("ETag");
    }

    private List<String> listed(String more) {
        return get("/runs?limit=1000&experiment=test" + more).getList("runs.id");
    }

    private List<String> summaries() {
        return get(path + "/events").getList("events.summary");
    }
}
