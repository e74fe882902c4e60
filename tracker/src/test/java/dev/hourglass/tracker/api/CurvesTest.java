package dev.hourglass.tracker.api;

import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.refused;
import static dev.hourglass.tracker.testing.Api.run;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;

import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
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
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class CurvesTest {

    @Inject
    Told told;

    @Inject
    BranchSource places;

    private final Facts parent = new Facts(UUID.randomUUID());
    private final Facts branch = new Facts(UUID.randomUUID());

    @BeforeEach
    void a_parent_and_its_branch_from_step_10() {
        told.that(
                parent.created(),
                parent.started(1, 0),
                parent.points(1, 1, LongStream.rangeClosed(0, 20).toArray()),
                spectrum(parent, 1, 2, 5),
                spectrum(parent, 1, 3, 15),
                parent.saved(1, 4, 10, CheckpointReason.WAITING_TIME));
        told.that(
                branch.created(RunKind.QUEUED, Facts.spec("restarts: 2\n"), Optional.of(parent.branchPoint(1, 10))),
                branch.started(1, Optional.empty(), 10, true),
                branch.points(1, 1, 11, 12, 15),
                branch.points(1, 2, new Metric("aging", true), new long[] {11, 12}, new double[] {1, 2}),
                spectrum(branch, 1, 3, 12));
    }

    @Test
    void a_branch_s_series_begins_with_its_parent_s() {
        JsonPath answer = get(run(branch.run) + "/series?metrics=nll,aging,loss");
        assertThat(answer.getList("series.metric")).containsExactly("nll", "aging");
        assertThat(answer.<Integer>getList("series[0].steps"))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15);
        assertThat(answer.getLong("series[0].inheritedUntilStep")).isEqualTo(10);
        assertThat(answer.getLong("series[0].branchStep")).isEqualTo(10);
        assertThat(answer.getBoolean("series[0].reduced")).isFalse();
        assertThat(answer.getString("series[0].unit")).isEqualTo("bits");
        assertThat(answer.<Integer>getList("series[1].steps")).containsExactly(11, 12);
        assertThat(answer.getList("notDrawn.metric")).containsExactly("loss");
        assertThat(get(run(branch.run) + "/series?inherit=false").<Integer>getList("series[0].steps"))
                .containsExactly(11, 12, 15);
        assertThat(get(run(branch.run) + "/series?from=5&to=11").<Integer>getList("series[0].steps"))
                .containsExactly(5, 6, 7, 8, 9, 10, 11);
        assertThat(get(run(branch.run) + "/series?attempt=" + branch.attempt(1)).<Integer>getList("series[0].steps"))
                .containsExactly(11, 12, 15);
    }

    @Test
    void reduction_keeps_every_extreme() {
        JsonPath series = get(run(parent.run) + "/series?points=3");
        assertThat(series.getBoolean("series[0].reduced")).isTrue();
        assertThat(series.getInt("series[0].points")).isEqualTo(21);
        assertThat(series.<Integer>getList("series[0].counts").stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(21);
        assertThat(series.<Double>getList("series[0].max").getFirst()).isEqualTo(Facts.value(1, 0));
        assertThat(series.<Double>getList("series[0].min").getLast()).isEqualTo(Facts.value(1, 20));
        JsonPath log = get(run(parent.run) + "/series?x=tau&scale=log");
        assertThat(log.getInt("series[0].leftOut")).as("tau = 0").isEqualTo(1);
        assertThat(log.<Double>getList("series[0].xs").getFirst()).isEqualTo(Facts.ETA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"series?metrics=nll", "compare?runs="})
    void who_draws_along_one_clock_need_not_read_the_others(String question) {
        String address =
                question.startsWith("compare") ? "/" + question + parent.run : run(parent.run) + "/" + question;
        Map<String, Object> all = get(address).getMap("series[0]");
        Map<String, Object> without = get(address + "&clocks=false").getMap("series[0]");
        assertThat(all).containsKeys("taus", "wallMs").containsAllEntriesOf(without);
        assertThat(without).containsKeys("steps", "xs", "values").doesNotContainKeys("taus", "wallMs");
        given().accept("text/csv")
                .get("/api/v1" + address + "&clocks=false")
                .then()
                .statusCode(200)
                .body(containsString("," + Facts.ETA + ","));
    }

    @Test
    void tau_over_tw_begins_behind_the_branch_point_and_a_root_is_not_drawn() {
        JsonPath answer = get("/compare?runs=" + parent.run + "," + branch.run + "&metrics=nll,aging&x=tau/tw");
        assertThat(answer.getString("x")).isEqualTo("tau/tw");
        assertThat(answer.getList("series.run")).containsOnly(branch.run.toString());
        assertThat(answer.<Double>getList("series[0].xs").getFirst()).isCloseTo(0.1, within(1e-12));
        assertThat(answer.getDouble("series[0].tw")).isEqualTo(10 * Facts.ETA);
        assertThat(answer.getList("notDrawn.run")).containsOnly(parent.run.toString());
        assertThat(answer.getString("notDrawn[0].reason")).contains("no branch point");
        assertThat(answer.getList("runs.id")).containsExactly(parent.run.toString(), branch.run.toString());
        assertThat(answer.getList("specDiff.path")).containsExactly("restarts");
        Map<String, Object> values = answer.getMap("specDiff[0].values");
        assertThat(values).containsEntry(parent.run.toString(), 5).containsEntry(branch.run.toString(), 2);
    }

    @Test
    void wall_time_counts_from_the_run_s_first_attempt() {
        assertThat(get(run(parent.run) + "/series?x=wall&to=2").<Double>getList("series[0].xs"))
                .containsExactly(0.0, 1.0, 2.0);
    }

    @Test
    void curves_come_as_csv_too() {
        String csv = given().accept("text/csv")
                .get("/api/v1/runs/" + branch.run + "/series?inherit=false")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        List<String> lines = csv.lines().toList();
        assertThat(lines.getFirst()).isEqualTo("run,metric,step,tau,wall_ms,x,value,min,max,count");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).startsWith(branch.run + ",nll,11,0.044,");
        assertThat(given().accept("text/csv")
                        .get("/api/v1/compare?runs=" + branch.run + "," + parent.run)
                        .asString()
                        .lines())
                .hasSize(1 + 14 + 21);
    }

    @Test
    void raw_points_come_a_page_at_a_time_and_as_csv_all_at_once() {
        String path = run(branch.run) + "/series?metrics=nll,aging&points=raw";
        JsonPath first = get(path + "&limit=12");
        assertThat(first.<Integer>getList("series[0].steps")).hasSize(12).endsWith(10, 11);
        assertThat(first.getLong("series[0].inheritedUntilStep")).isEqualTo(10);
        assertThat(first.getString("next")).isEqualTo("nll:11");
        JsonPath second = get(path + "&limit=3&after=" + first.getString("next"));
        assertThat(second.<Integer>getList("series.find { it.metric == 'nll' }.steps"))
                .containsExactly(12, 15);
        assertThat(second.<Integer>getList("series.find { it.metric == 'aging' }.steps"))
                .containsExactly(11);
        JsonPath third = get(path + "&after=" + second.getString("next"));
        assertThat(third.<Integer>getList("series[0].steps")).containsExactly(12);
        assertThat(third.getString("next")).isNull();
        String csv = given().accept("text/csv").get("/api/v1" + path).asString();
        assertThat(csv.lines()).hasSize(1 + 14 + 2);
        assertThat(get(path + "&from=5&to=6").<Integer>getList("series[0].steps"))
                .containsExactly(5, 6);
        assertThat(refused(400, path + "&after=loss:3").getString("detail")).contains("after is 'loss:3'");
        assertThat(refused(400, path + "&limit=many").getString("detail")).contains("limit is 'many'");
        assertThat(refused(400, run(branch.run) + "/series?limit=3").getString("detail"))
                .contains("points=raw");
        assertThat(refused(400, "/compare?points=raw&runs=" + branch.run).getString("detail"))
                .contains("/series");
    }

    @Test
    void spectra_are_stitched_as_series_are() {
        JsonPath all = get(run(branch.run) + "/spectra");
        assertThat(all.getList("matrix")).containsExactly("J0");
        assertThat(all.getLong("[0].count")).isEqualTo(2);
        JsonPath spectra = get(run(branch.run) + "/spectra/J0?x=tau");
        assertThat(spectra.<Integer>getList("steps")).containsExactly(5, 12);
        assertThat(spectra.getLong("inheritedUntilStep")).isEqualTo(5);
        assertThat(spectra.<Double>getList("values[1]")).containsExactly(13.0, 1.0);
        assertThat(get(run(branch.run) + "/spectra/J0?x=tau/tw").<Integer>getList("steps"))
                .containsExactly(12);
        assertThat(get(run(branch.run) + "/spectra/J0?points=1").<Integer>getList("steps"))
                .containsExactly(12);
        assertThat(refused(404, run(branch.run) + "/spectra/J7").getString("detail"))
                .contains("'J7'", "J0");
    }

    @Test
    void three_generations_keep_the_chain_of_the_attempts_they_pinned() {
        var child = new Facts(UUID.randomUUID());
        var grandchild = new Facts(UUID.randomUUID());
        told.that(
                child.created(RunKind.QUEUED, Facts.spec(""), Optional.of(parent.branchPoint(1, 10))),
                child.started(1, Optional.empty(), 10, true),
                spectrum(child, 1, 1, 12),
                spectrum(child, 1, 2, 16),
                child.saved(1, 3, 14, CheckpointReason.PERIODIC),
                child.saved(1, 4, 16, CheckpointReason.PERIODIC),
                new Event.RunLost(child.run, child.attempt(1), 60_000),
                child.started(2, 14),
                spectrum(child, 2, 1, 18),
                child.saved(2, 2, 20, CheckpointReason.PERIODIC));
        told.that(
                grandchild.created(RunKind.QUEUED, Facts.spec(""), Optional.of(child.branchPoint(2, 20))),
                grandchild.started(1, Optional.empty(), 20, true),
                spectrum(grandchild, 1, 1, 25),
                grandchild.saved(1, 2, 25, CheckpointReason.PERIODIC));
        // Both ancestors are resumed from before what was inherited of them.
        told.that(
                new Event.RunLost(parent.run, parent.attempt(1), 60_000),
                parent.started(2, 4),
                spectrum(parent, 2, 1, 6),
                parent.saved(2, 2, 7, CheckpointReason.PERIODIC));
        told.that(
                new Event.RunLost(child.run, child.attempt(2), 60_000),
                child.started(3, 13),
                spectrum(child, 3, 1, 17));
        assertThat(spectra(grandchild)).containsExactly(5, 12, 18, 25);
        assertThat(spectra(child)).containsExactly(5, 12, 17);
        assertThat(spectra(parent)).containsExactly(6);
        assertThat(get(run(grandchild.run) + "/spectra").getLong("[0].count")).isEqualTo(4);
        assertThat(places.of(grandchild.run).stream().map(BranchSource.Place::point))
                .containsExactly(
                        parent.branchPoint(1, 10),
                        child.branchPoint(1, 14),
                        child.branchPoint(2, 20),
                        grandchild.branchPoint(1, 25));
        assertThat(places.of(child.run).stream().map(BranchSource.Place::point))
                .containsExactly(parent.branchPoint(1, 10));
        assertThat(places.of(parent.run).stream().map(BranchSource.Place::point))
                .containsExactly(parent.branchPoint(2, 7));
    }

    private static List<Integer> spectra(Facts facts) {
        return get(run(facts.run) + "/spectra/J0?x=step").getList("steps");
    }

    @Test
    void what_cannot_be_drawn_is_refused_by_its_name() {
        assertThat(refused(400, run(parent.run) + "/series?x=time").getString("detail"))
                .contains("x is 'time'", "tau/tw");
        assertThat(refused(400, run(parent.run) + "/series?scale=cubic").getString("detail"))
                .contains("linear or log");
        assertThat(refused(400, run(parent.run) + "/series?points=0").getString("detail"))
                .contains("points");
        assertThat(refused(400, run(parent.run) + "/series?from=9&to=1").getString("detail"))
                .contains("to is '1.0'");
        assertThat(refused(400, run(parent.run) + "/series?from=now").getString("detail"))
                .contains("from is 'now'");
        assertThat(refused(400, run(parent.run) + "/series?metrics=,").getString("detail"))
                .contains("metrics");
        assertThat(refused(400, run(parent.run) + "/series?attempt=1").getString("detail"))
                .contains("attempt");
        assertThat(refused(400, "/compare").getString("detail")).contains("runs");
        String two = "/compare?runs=" + parent.run + "," + branch.run;
        assertThat(refused(400, two + "&metrics=a,b,c,d,e,f&points=83334").getString("detail"))
                .contains("at most 83333 for 2 runs and 6 metrics", "/export");
        assertThat(get(two + "&metrics=a,b,c,d,e,f&points=83333").getList("series"))
                .isEmpty();
        assertThat(refused(404, "/compare?runs=" + UUID.randomUUID()).getString("title"))
                .isEqualTo("No such run");
        assertThat(refused(400, run(parent.run) + "/series?log=true").getString("detail"))
                .contains("log");
    }

    private static Event spectrum(Facts facts, int attempt, long sequence, long step) {
        return new Event.SpectrumRecorded(
                facts.run, facts.origin(attempt, sequence), Facts.clock(step), "J0", new double[] {step + 1, 1});
    }
}
