package dev.hourglass.tracker.api;

import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.refused;
import static dev.hourglass.tracker.testing.Api.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.testing.Api;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import dev.hourglass.tracker.testing.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
class ReadingRunsTest {

    @Inject
    Told told;

    private final Facts facts = new Facts(UUID.randomUUID());

    @Test
    void a_run_shows_what_its_events_said() {
        told.that(facts.created(), facts.started(1, 0), facts.points(1, 1, 0, 1, 2, 5), facts.completed(1, 2, 6));
        JsonPath run = get(run(facts.run));
        assertThat(run.getString("state")).isEqualTo("completed");
        assertThat(run.getString("stateReason")).isEqualTo("reached its last step");
        assertThat(run.getLong("step")).isEqualTo(6);
        assertThat(run.getString("dataset")).isEqualTo("synthetic-chorales");
        assertThat(run.getBoolean("synthetic")).isTrue();
        assertThat(run.getLong("targetStep")).isEqualTo(1000);
        assertThat(run.getInt("params.'system.width'")).isEqualTo(8);
        assertThat(run.getInt("spec.system.width")).isEqualTo(8);
        assertThat(run.getString("root")).isEqualTo(facts.run.toString());
        assertThat(run.getString("attempt")).isEqualTo(facts.attempt(1).toString());
        assertThat(run.getDouble("lastNll")).isEqualTo(Facts.value(1, 5));
        assertThat(run.getLong("metrics.nll.points")).isEqualTo(4);
        assertThat(run.getString("startedAt")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(run.getString("endedAt")).isEqualTo("2026-01-01T00:00:00.006Z");
        assertThat(run.getString("tags.colour")).isEqualTo("blue");
        assertThat(run.getMap("")).doesNotContainKeys("parent", "stackTrace", "stepsPerSecond", "heartbeatAt");
    }

    @Test
    void a_failed_run_shows_its_stack_trace_only_when_it_is_asked_for_alone() {
        told.that(
                facts.created(),
                facts.started(1, 0),
                new Event.RunFailed(facts.run, facts.origin(1, 1), Facts.clock(3), "disk full", "at line 7"));
        assertThat(get(run(facts.run)).getString("stackTrace")).isEqualTo("at line 7");
        assertThat(get("/runs?root=" + facts.run).getList("runs.stackTrace")).containsOnlyNulls();
        assertThat(get("/runs?root=" + facts.run).getList("runs.stateReason")).containsExactly("disk full");
    }

    @Test
    void numbers_that_are_none_are_words() {
        told.that(
                facts.created(),
                facts.started(1, 0),
                facts.points(1, 1, new dev.hourglass.events.Metric("nll", false), new long[] {0, 1, 2}, new double[] {
                    1, Double.NEGATIVE_INFINITY, Double.NaN
                }));
        assertThat(get(run(facts.run)).getString("lastNll")).isEqualTo("NaN");
        assertThat(get(run(facts.run) + "/series").<Object>getList("series[0].values"))
                .containsExactly(1.0, "-Infinity", "NaN");
    }

    @Test
    void a_few_digits_find_a_run_and_too_few_name_those_they_could_mean() {
        UUID one = UUID.fromString(
                "abcd1234-0000-7000-8000-" + facts.run.toString().substring(24));
        UUID two = UUID.fromString(
                "abcd1235-0000-7000-8000-" + facts.run.toString().substring(24));
        told.that(new Facts(one).created(), new Facts(two).created());
        assertThat(get("/runs/ABCD1234").getString("id")).isEqualTo(one.toString());
        assertThat(get("/runs/abcd1234-00").getString("id")).isEqualTo(one.toString());
        assertThat(refused(409, "/runs/abcd").getString("detail")).contains(one.toString(), two.toString());
        assertThat(refused(400, "/runs/abc").getString("detail")).contains("'abc'", "four");
        String end = one.toString().substring(28);
        assertThat(refused(409, "/runs/" + end).getString("detail")).contains(one.toString(), two.toString());
        UUID other = UUID.randomUUID();
        told.that(new Facts(other).created());
        assertThat(get("/runs/" + other.toString().substring(28).toUpperCase(Locale.ROOT))
                        .getString("id"))
                .isEqualTo(other.toString());
        JsonPath absent = refused(404, "/runs/0123456789");
        assertThat(absent.getString("type")).isEqualTo("urn:hourglass:no-such-run");
        assertThat(absent.getString("detail")).contains("'0123456789'", "the list of runs");
        assertThat(absent.getString("see")).isEqualTo("GET /api/v1/runs");
        assertThat(absent.getString("instance")).isEqualTo("/api/v1/runs/0123456789");
    }

    @Test
    void pages_follow_each_other_without_a_gap_in_every_order() {
        String experiment = "pages-" + facts.run;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Facts one = new Facts(UUID.randomUUID());
            ids.add(one.run.toString());
            told.that(created(one, experiment, "n" + i % 3));
            if (i % 2 == 0) {
                told.that(one.started(1, 0), one.points(1, 1, i));
            }
        }
        for (String order : List.of("created", "-created", "name", "-name", "step", "-updated", "nll", "-nll")) {
            List<String> seen = new ArrayList<>();
            Optional<String> next = Optional.empty();
            do {
                JsonPath page = get("/runs?experiment=" + experiment + "&limit=2&order=" + order
                        + next.map(cursor -> "&after=" + cursor).orElse(""));
                seen.addAll(page.getList("runs.id"));
                next = Optional.ofNullable(page.getString("next"));
            } while (next.isPresent());
            assertThat(seen).as(order).containsExactlyInAnyOrderElementsOf(ids);
        }
        List<String> byNll =
                get("/runs?experiment=" + experiment + "&order=-nll").getList("runs.lastNll");
        assertThat(byNll).hasSize(7);
        assertThat(byNll.subList(4, 7)).as("without the metric last").containsOnlyNulls();
        String cursor = get("/runs?experiment=" + experiment + "&limit=2").getString("next");
        assertThat(refused(400, "/runs?order=name&after=" + cursor).getString("detail"))
                .contains("same order");
        assertThat(refused(400, "/runs?after=xyz").getString("detail")).contains("after is 'xyz'");
    }

    @Test
    void filters_narrow_and_a_misspelt_one_is_refused() {
        told.that(facts.created(), facts.started(1, 0), facts.saved(1, 1, 10, CheckpointReason.PERIODIC));
        Facts branch = new Facts(UUID.randomUUID());
        told.that(branch.created(RunKind.QUEUED, Facts.spec(""), Optional.of(facts.branchPoint(1, 10))));
        assertThat(get("/runs?parent=" + facts.run).getList("runs.id")).containsExactly(branch.run.toString());
        assertThat(get("/runs?root=" + facts.run + "&state=queued,paused").getList("runs.id"))
                .containsExactly(branch.run.toString());
        assertThat(get("/runs?root=" + facts.run + "&order=created").getList("runs.id"))
                .hasSize(2);
        assertThat(get("/runs?root=" + facts.run + "&kind=published").getList("runs"))
                .isEmpty();
        assertThat(get(run(facts.run)).getInt("branches")).isEqualTo(1);
        JsonPath unknown = refused(400, "/runs?experimnet=x");
        assertThat(unknown.getString("detail")).contains("experimnet", "experiment, filter, kind");
        assertThat(refused(400, "/runs?state=asleep").getString("detail")).contains("asleep", "running");
        assertThat(refused(400, "/runs?kind=odd").getString("detail")).contains("published");
        assertThat(refused(400, "/runs?limit=0").getString("detail")).contains("1 to 1000");
        assertThat(refused(400, "/runs?limit=many").getString("detail")).isEqualTo("limit is 'many', must be a number");
        JsonPath order = refused(400, "/runs?order=name,%3Bdrop");
        assertThat(order.getString("type")).isEqualTo("urn:hourglass:bad-order");
        assertThat(order.getString("parameter")).isEqualTo("order");
        assertThat(order.getInt("column")).isEqualTo(6);
        assertThat(order.getString("piece")).isEqualTo(";");
    }

    @Test
    void a_filter_joins_the_other_parameters_and_an_error_has_its_place() {
        String experiment = "filtered-" + facts.run;
        told.that(created(facts, experiment, "aging one"), facts.started(1, 0), facts.points(1, 1, 0, 1));
        Facts other = new Facts(UUID.randomUUID());
        told.that(created(other, experiment, "second"), other.started(1, 0), other.points(1, 1, 0));
        String query = "/runs?experiment=" + experiment + "&filter=";
        assertThat(get(query
                                + encoded("params.system.width >= 8 and metrics.nll < 2 and tags.colour = 'blue'"
                                        + " and name ilike '%AGING%' and age > 1h"))
                        .getList("runs.id"))
                .containsExactly(facts.run.toString());
        assertThat(get(query + encoded("params.system.kind = 'deep-recurrent'")
                                + "&order=-metrics.nll,name&state=running")
                        .getList("runs.id"))
                .containsExactly(other.run.toString(), facts.run.toString());
        JsonPath brief = get(query + encoded("name = 'second'") + "&metrics=nll,none,nll&params=system.width");
        assertThat(brief.getMap("runs[0].metrics")).containsOnlyKeys("nll");
        assertThat(brief.getMap("runs[0].params")).containsOnlyKeys("system.width");
        assertThat(get(query + encoded("name = 'second'")).getMap("runs[0].metrics"))
                .isEmpty();
        JsonPath wrong = refused(400, query + encoded("name = 'x' and state = 'runing'"));
        assertThat(wrong.getString("type")).isEqualTo("urn:hourglass:bad-filter");
        assertThat(wrong.getInt("column")).isEqualTo(24);
        assertThat(wrong.getString("piece")).isEqualTo("'runing'");
        assertThat(wrong.getString("expected")).contains("'running'");
        assertThat(refused(400, "/runs?filter=" + "(".repeat(100_000)).getString("detail"))
                .contains("10000 characters");
    }

    @Test
    void names_and_values_are_listed_once_and_in_pages() {
        String mark = facts.run.toString();
        told.that(facts.created(), facts.started(1, 0));
        for (int i = 0; i < 5; i++) {
            var metric = new Metric("m" + i % 3 + "-" + mark, false);
            told.that(facts.points(1, i + 1, metric, new long[] {i}, new double[] {i}));
        }
        JsonPath first = get("/names/metrics?limit=2&q=" + mark.toUpperCase(Locale.ROOT));
        assertThat(first.getList("names")).containsExactly("m0-" + mark, "m1-" + mark);
        JsonPath second = get("/names/metrics?limit=2&q=" + mark + "&after=" + first.getString("next"));
        assertThat(second.getList("names")).containsExactly("m2-" + mark);
        assertThat(second.getString("next")).isNull();
        assertThat(get("/names/params?q=system.").getList("names"))
                .containsSubsequence("system.depth", "system.kind", "system.width")
                .doesNotHaveDuplicates();
        assertThat(get("/names/tags").getList("names")).contains("colour").doesNotHaveDuplicates();
        told.that(created(new Facts(UUID.randomUUID()), "named-" + mark, "a"));
        told.that(created(new Facts(UUID.randomUUID()), "named-" + mark, "b"));
        assertThat(get("/names/experiments?q=" + mark).getList("names")).containsExactly("named-" + mark);
        assertThat(get("/values/params?name=system.kind").getList("names")).contains("deep-recurrent");
        assertThat(get("/values/params?name=nix").getList("names")).isEmpty();
        assertThat(get("/values/tags?name=colour").getList("names")).contains("blue");
        assertThat(refused(400, "/values/tags").getString("detail")).contains("name is ''");
        assertThat(refused(400, "/names/tags?q=%00").getString("detail")).contains("U+0000");
        assertThat(refused(400, "/names/tags?limit=0").getString("detail")).contains("1 to 1000");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void what_no_text_and_no_header_can_be_is_refused_before_anything_is_done() {
        told.that(facts.created());
        assertThat(refused(400, run(facts.run) + "/spectra/%00").getString("detail"))
                .contains("U+0000");
        var asked = Api.put(run(facts.run) + "/tags/stage", Map.of("value", "paper"), Map.of("Accept", "x"));
        assertThat(refused(400, asked).getString("detail")).contains("Accept has 'x'");
        assertThat(get(run(facts.run)).getMap("tags")).doesNotContainKey("stage");
    }

    @Test
    void the_lineage_is_the_whole_tree_from_any_of_its_runs() {
        told.that(facts.created(), facts.started(1, 0), facts.saved(1, 1, 10, CheckpointReason.PERIODIC));
        Facts child = new Facts(UUID.randomUUID());
        Facts grandchild = new Facts(UUID.randomUUID());
        told.that(
                child.created(RunKind.QUEUED, Facts.spec(""), Optional.of(facts.branchPoint(1, 10))),
                child.started(1, Optional.empty(), 10, true),
                child.saved(1, 1, 20, CheckpointReason.PERIODIC),
                grandchild.created(RunKind.QUEUED, Facts.spec(""), Optional.of(child.branchPoint(1, 20))));
        JsonPath tree = get(run(grandchild.run) + "/lineage");
        assertThat(tree.getString("root")).isEqualTo(facts.run.toString());
        assertThat(tree.getString("focus")).isEqualTo(grandchild.run.toString());
        assertThat(tree.getList("nodes.id"))
                .containsExactlyInAnyOrder(facts.run.toString(), child.run.toString(), grandchild.run.toString());
        Map<String, Object> leaf = tree.getMap("nodes.find { it.id == '" + grandchild.run + "' }");
        assertThat(leaf).containsEntry("fromStep", 20);
        assertThat(get(run(grandchild.run)).getString("root")).isEqualTo(facts.run.toString());
    }

    @Test
    void attempts_and_checkpoints_say_what_a_later_attempt_superseded() {
        told.that(
                facts.created(),
                facts.started(1, 0),
                facts.saved(1, 1, 10, CheckpointReason.PERIODIC),
                facts.saved(1, 2, 20, CheckpointReason.PERIODIC),
                new Event.RunLost(facts.run, facts.attempt(1), 60_000),
                facts.started(2, 10),
                facts.points(1, 3, 25));
        JsonPath attempts = get(run(facts.run) + "/attempts");
        assertThat(attempts.<Integer>getList("number")).containsExactly(1, 2);
        assertThat(attempts.getString("[0].end")).isEqualTo("lost");
        assertThat(attempts.getLong("[0].supersededFrom")).isEqualTo(10);
        assertThat(attempts.getLong("[0].refusedEvents")).isEqualTo(1);
        assertThat(attempts.getString("[1].follows")).isEqualTo(facts.attempt(1).toString());
        assertThat(attempts.getString("[1].kernel")).isEqualTo("openblas");
        JsonPath checkpoints = get(run(facts.run) + "/checkpoints");
        assertThat(checkpoints.<Integer>getList("step")).containsExactly(10, 20);
        assertThat(checkpoints.<Boolean>getList("superseded")).containsExactly(false, true);
        assertThat(checkpoints.getString("[0].href")).isEqualTo("/api/v1/blobs/" + Facts.sha(10));
    }

    @Test
    void the_log_ends_with_the_last_bytes_and_cuts_no_character() {
        told.that(
                facts.created(),
                facts.started(1, 0),
                new Event.LogRecorded(facts.run, facts.origin(1, 1), Facts.clock(1), "one\n"),
                new Event.LogRecorded(facts.run, facts.origin(1, 2), Facts.clock(2), "zw\u00f6lf\n"));
        assertThat(text(run(facts.run) + "/log")).isEqualTo("one\nzw\u00f6lf\n");
        assertThat(text(run(facts.run) + "/log?tail=4")).isEqualTo("lf\n");
        assertThat(refused(400, run(facts.run) + "/log?tail=0").getString("detail"))
                .contains("tail");
    }

    @Test
    void the_trail_is_the_log_s_own_order_in_pages() {
        told.that(
                facts.created(),
                facts.started(1, 0),
                facts.points(1, 1, 0, 1),
                facts.saved(1, 2, 2, CheckpointReason.FINAL),
                facts.completed(1, 3, 2));
        JsonPath all = get(run(facts.run) + "/events");
        assertThat(all.getList("events.type"))
                .containsExactly("RunCreated", "AttemptStarted", "MetricsRecorded", "CheckpointSaved", "RunCompleted");
        assertThat(all.getString("events[3].summary")).isEqualTo("checkpoint at step 2 (final)");
        assertThat(all.getInt("events[2].data.points")).isEqualTo(2);
        assertThat(all.getString("events[1].attempt"))
                .isEqualTo(facts.attempt(1).toString());
        JsonPath first = get(run(facts.run) + "/events?limit=2");
        assertThat(first.getList("events")).hasSize(2);
        JsonPath second = get(run(facts.run) + "/events?limit=9&after=" + first.getString("next"));
        assertThat(second.getList("events.type")).containsExactly("MetricsRecorded", "CheckpointSaved", "RunCompleted");
    }

    @Test
    void the_trail_can_leave_out_what_was_recorded_a_page_at_a_time() {
        told.that(
                facts.created(),
                facts.started(1, 0),
                facts.points(1, 1, 0, 1),
                facts.saved(1, 2, 1, CheckpointReason.PERIODIC),
                facts.points(1, 3, 2, 3),
                new Event.LogRecorded(facts.run, facts.origin(1, 4), Facts.clock(3), "done"),
                facts.completed(1, 5, 3));
        String acts = run(facts.run) + "/events?recordings=false&limit=";
        JsonPath first = get(acts + 3);
        assertThat(first.<String>getList("events.type"))
                .containsExactly("RunCreated", "AttemptStarted", "CheckpointSaved");
        JsonPath rest = get(acts + 100 + "&after=" + first.getString("next"));
        assertThat(rest.<String>getList("events.type")).containsExactly("RunCompleted");
        assertThat(rest.getString("next")).isNull();
    }

    @Test
    void the_trail_says_which_events_were_refused() {
        told.that(
                facts.created(),
                new Event.PauseRequested(facts.run, "ada"),
                facts.started(1, 0), // an offer from before the pause was still in the queue
                new Event.ResumeRequested(facts.run, "ada"),
                facts.started(2, Optional.empty(), 0, false),
                facts.started(3, 0),
                facts.points(2, 1, 0, 1)); // of one that another took the place of
        JsonPath all = get(run(facts.run) + "/events");
        assertThat(all.getList("events.refused")).containsExactly(false, false, true, false, false, false, true);
        assertThat(all.getString("events[2].summary")).startsWith("refused: ");
        assertThat(all.getString("events[4].summary")).doesNotContain("refused");
    }

    @Test
    void what_a_worker_says_of_a_run_that_was_paused_without_it_is_refused_but_for_its_log() {
        told.that(
                facts.created(),
                facts.started(1, 0),
                new Event.RunLost(facts.run, facts.attempt(1), 60_000),
                new Event.PauseRequested(facts.run, "ada"), // nobody is left to answer: it is done
                facts.points(1, 1, 0, 1),
                facts.points(1, 2, 2),
                new Event.LogRecorded(facts.run, facts.origin(1, 3), Facts.clock(2), "back again"));
        JsonPath all = get(run(facts.run) + "/events");
        assertThat(all.getList("events.refused")).containsExactly(false, false, false, false, true, true, false);
    }

    @Test
    void experiments_count_their_runs() {
        String experiment = "counted-" + facts.run;
        told.that(created(facts, experiment, "a"), facts.started(1, 0));
        told.that(created(new Facts(UUID.randomUUID()), experiment, "b"));
        Map<String, Object> counted = get("/experiments").getMap("find { it.name == '" + experiment + "' }");
        assertThat(counted).containsEntry("runs", 2).containsEntry("running", 1);
        JsonPath info = get("/info");
        assertThat(info.getLong("runs")).isPositive();
        assertThat(info.getString("readModel")).startsWith("read_");
        assertThat(info.getString("version")).isNotBlank();
        assertThat(info.getString("gitCommit")).isNotBlank();
    }

    private static Event created(Facts facts, String experiment, String name) {
        Event.RunCreated run = facts.created();
        return new Event.RunCreated(
                run.subject(),
                name,
                experiment,
                run.kind(),
                run.spec(),
                run.specSha256(),
                run.parent(),
                run.sweep(),
                run.by(),
                run.tags());
    }

    private static String text(String path) {
        return io.restassured.RestAssured.get("/api/v1" + path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
