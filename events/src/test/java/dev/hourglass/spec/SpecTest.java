package dev.hourglass.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecTest {

    private static final String WHOLE = """
            experiment: aging-d2
            system:   {kind: deep-recurrent, depth: 2, width: 90}
            data:     {kind: jsb-chorales, chorales: 80}
            dynamics: {kind: sgd, eta: 4.0e-4, minibatch: 300, deltas: stale}
            seed: 7
            stop:     {steps: 3200000}          # or nll: 0.01, for runs that only learn
            record:   {every: {perDecade: 50}, metrics: [nll, accuracy, gradientNoise, msd, aging], spectra: [J0, J1, K, W]}
            checkpoints: {every: 10000}
            waitingTimes: {at: [200000, 400000, 800000, 1600000, 3200000], follow: 3.0}
            """;
    private static final String LEAST = """
            experiment: least
            system: {kind: deep-recurrent, depth: 1, width: 4}
            data: {kind: synthetic-chorales}
            dynamics: {kind: sgd, eta: 0.001}
            stop: {steps: 10}
            """;

    @Test
    void the_canonical_form_is_read_back_to_the_same_spec() throws Exception {
        for (String text : List.of(WHOLE, LEAST)) {
            Spec spec = SpecParser.parseOne(text, "spec.yaml");
            Spec again = SpecParser.parseOne(spec.canonicalJson(), "canonical");
            assertThat(again).isEqualTo(spec);
            assertThat(again.canonicalJson()).isEqualTo(spec.canonicalJson());
            assertThat(again.sha256()).isEqualTo(spec.sha256()).hasSize(64);
        }
    }

    @Test
    void defaults_are_filled_in() throws Exception {
        assertThat(SpecParser.parseOne(LEAST, "spec.yaml").canonicalJson()).isEqualTo("""
                        {"checkpoints":{"every":10000},"data":{"chorales":80,"kind":"synthetic-chorales","seed":1},\
                        "dynamics":{"deltas":"stale","eta":0.001,"kind":"sgd","minibatch":300},"experiment":"least",\
                        "record":{"every":{"perDecade":50},"gammaEvery":10000,"metrics":["nll","accuracy"],"spectra":[]},\
                        "restarts":5,"seed":1,"stop":{"steps":10},"system":{"depth":1,"kind":"deep-recurrent","width":4}}""");
    }

    @Test
    void the_order_of_keys_and_the_way_a_number_is_written_do_not_matter() throws Exception {
        String other = """
                stop: {steps: 10}
                dynamics: {eta: 1.0e-3, kind: sgd, minibatch: 300}
                data: {kind: synthetic-chorales}
                system: {width: 4, kind: deep-recurrent, depth: 1}
                experiment: least
                """;
        assertThat(SpecParser.parseOne(other, "a").sha256())
                .isEqualTo(SpecParser.parseOne(LEAST, "b").sha256());
    }

    @Test
    void lists_in_place_of_values_make_every_combination() throws Exception {
        String sweep = LEAST.replace("width: 4", "width: [30, 68, 90]").replace("eta: 0.001", "eta: [0.001, 0.002]");
        List<Spec> specs = SpecParser.parse(sweep, "sweep.yaml");
        assertThat(specs).hasSize(6);
        assertThat(specs.stream().map(Spec::sha256).distinct()).hasSize(6);
        assertThat(specs.getFirst().system()).isEqualTo(new Spec.SystemSpec.DeepRecurrent(1, 30));
        assertThat(specs.get(1).dynamics().eta()).isEqualTo(0.002);
        assertThat(specs.getLast().system()).isEqualTo(new Spec.SystemSpec.DeepRecurrent(1, 90));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    width: 4                    | widht: 4               | system.widht           | is not known here; known are depth, kind, width
                    width: 4                    | depth: 1               | system.depth           | is a duplicate key
                    width: 4                    | width: -4              | system.width           | is -4, must be an integer from 1 to 4096
                    width: 4                    | width: wide            | system.width           | is wide, must be an integer
                    width: 4                    | width: 4.5             | system.width           | is 4.5, must be an integer
                    width: 4                    | width: {a: 1}          | system.width           | must be a single value
                    width: 4                    | width: []              | system.width           | the list is empty
                    kind: synthetic-chorales    | kind: imagenet         | data.kind              | there is no 'imagenet', only jsb-chorales, synthetic-chorales
                    kind: deep-recurrent        | kind: transformer      | system.kind            | there is no 'transformer', only deep-recurrent
                    eta: 0.001                  | eta: 0                 | dynamics.eta           | is 0, must be a number above 0
                    eta: 0.001                  | eta: .nan              | dynamics.eta           | must be a number above 0
                    eta: 0.001                  | eta: 1, deltas: fresh  | dynamics.deltas        | only exact, stale, stale-last
                    stop: {steps: 10}           | stop: {}               | stop                   | is missing: give 'steps: N'
                    stop: {steps: 10}           | stop: {steps: 1e400}   | stop.steps             | must be an integer
                    experiment: least           | seed: -1               | seed                   | is -1, must be an integer
                    experiment: least           | seed: 9007199254740992 | seed                   | must be an integer from 0 to 9007199254740991
                    stop: {steps: 10}           | stop: {steps: 10, nll: 0}     | stop.nll        | must be a number above 0
                    experiment: least           | record: {metrics: [loss]}     | record.metrics  | there is no 'loss'
                    experiment: least           | record: {spectra: [J1]}       | record.spectra  | there is no matrix 'J1', only J0, M0, K, W
                    experiment: least           | waitingTimes: {at: [20]}      | waitingTimes.at | names step 20, but the run stops at 10
                    experiment: least           | start: {weights: ./w.safetensors} | start.weights | must be the SHA-256
                    """)
    void what_is_wrong_is_named_with_its_key_and_line(String right, String wrong, String path, String message) {
        String text = LEAST.replace(right, wrong);
        var invalid = catchThrowableOfType(InvalidSpecException.class, () -> SpecParser.parse(text, "my.yaml"));
        assertThat(invalid).isNotNull().hasMessageContaining("my.yaml");
        assertThat(invalid.problems()).anySatisfy(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message()).contains(message);
            assertThat(problem.line()).isEqualTo(lineOf(text, wrong));
        });
    }

    @Test
    void all_problems_come_at_once() {
        var invalid = catchThrowableOfType(
                InvalidSpecException.class, () -> SpecParser.parse("system: {depth: 0}\nsed: 3\n", "my.yaml"));
        assertThat(invalid.problems())
                .extracting(InvalidSpecException.Problem::path)
                .contains("experiment", "system.kind", "system.depth", "system.width", "data.kind", "stop", "sed");
    }

    @Test
    void a_text_that_is_no_mapping_or_no_yaml_is_refused_with_its_line() {
        assertThatThrownBy(() -> SpecParser.parse("", "my.yaml")).hasMessageContaining("is empty");
        // So many that the YAML reader's buffer ends between two halves.
        String halves = "experiment: x\nname: \"" + "\ud83d".repeat(2_000) + "\"";
        assertThatThrownBy(() -> SpecParser.parse(halves, "my.yaml"))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("line 2", "half of a surrogate pair");
        assertThatThrownBy(() -> SpecParser.parse("- a\n- b", "my.yaml")).hasMessageContaining("must be a mapping");
        assertThatThrownBy(() -> SpecParser.parse("a: 1\nb: [", "my.yaml"))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void a_waiting_times_branch_is_followed_for_so_many_times_its_age_on_its_parents_streams() throws Exception {
        Spec branch = SpecEdit.waitingTimeBranch(SpecParser.parseOne(WHOLE, "spec.yaml"), 400_000);
        assertThat(branch.stop().steps()).hasValue(1_600_000);
        assertThat(branch.waitingTimes()).isEmpty();
        assertThat(branch.seed()).isEmpty();
        assertThat(SpecParser.parseOne(branch.canonicalJson(), "branch")).isEqualTo(branch);
    }

    @Test
    void values_are_set_by_their_path_and_checked() throws Exception {
        Spec spec = SpecParser.parseOne(WHOLE, "spec.yaml");
        Spec branch = SpecEdit.branch(spec, OptionalLong.empty(), OptionalLong.empty());
        assertThat(SpecEdit.setInBranch(branch, Map.of("dynamics.eta", "1e-3", "seed", "9"), "--set"))
                .satisfies(changed -> assertThat(changed.dynamics().eta()).isEqualTo(0.001))
                .satisfies(changed -> assertThat(changed.seed()).hasValue(9));
        assertThatThrownBy(() -> SpecEdit.setInBranch(branch, Map.of("system.width", "91"), "--set"))
                .hasMessageContaining("system.width")
                .hasMessageContaining("the checkpoint it starts from fixes it");
        assertThatThrownBy(() -> SpecEdit.setInBranch(branch, Map.of("dynamics.rate", "1"), "--set"))
                .hasMessageContaining("dynamics.rate");
    }

    @Test
    void parameters_are_listed_by_path() throws Exception {
        var flat = SpecEdit.flat(SpecParser.parseOne(WHOLE, "spec.yaml").canonicalJson());
        assertThat(flat)
                .containsEntry("system.width", IntNode.valueOf(90))
                .containsEntry("record.every.perDecade", IntNode.valueOf(50));
    }

    private static int lineOf(String text, String part) {
        return (int) text.substring(0, text.indexOf(part)).lines().count()
                + (text.startsWith(part) || text.charAt(text.indexOf(part) - 1) == '\n' ? 1 : 0);
    }
}
