package dev.hourglass.tracker.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hourglass.tracker.search.Field.Attribute;
import dev.hourglass.tracker.search.Field.Metric;
import dev.hourglass.tracker.search.Field.Param;
import dev.hourglass.tracker.search.Field.Part;
import dev.hourglass.tracker.search.Field.Tag;
import dev.hourglass.tracker.search.Filter.Compare;
import dev.hourglass.tracker.search.Filter.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {

    @Test
    void and_binds_before_or_and_not_before_both() {
        Filter a = less(Attribute.STEP, 1);
        assertThat(SearchText.filter("step < 1 or not step<1 AND (step < 1 Or step <1.0)"))
                .isEqualTo(new Filter.Any(
                        List.of(a, new Filter.All(List.of(new Filter.Not(a), new Filter.Any(List.of(a, a)))))));
    }

    @Test
    void the_last_word_of_a_metric_says_which_value_unless_it_is_quoted_or_alone() {
        assertThat(SearchText.filter("metrics.val.loss.min < 1")).isEqualTo(less(new Metric("val.loss", Part.MIN), 1));
        assertThat(SearchText.filter("metrics.\"val/loss\".max < 1"))
                .isEqualTo(less(new Metric("val/loss", Part.MAX), 1));
        assertThat(SearchText.filter("metric.`loss.min` < 1")).isEqualTo(less(new Metric("loss.min", Part.LAST), 1));
        assertThat(SearchText.filter("metrics.loss.min.last < 1"))
                .isEqualTo(less(new Metric("loss.min", Part.LAST), 1));
        assertThat(SearchText.filter("metrics.min < 1")).isEqualTo(less(new Metric("min", Part.LAST), 1));
        assertThat(SearchText.filter("params.system.min < 1")).isEqualTo(less(new Param("system.min"), 1));
    }

    @Test
    void durations_are_seconds_and_names_that_are_no_field_are_metrics_in_an_order() {
        assertThat(SearchText.filter("age < 1d12h")).isEqualTo(less(Attribute.AGE, 129_600));
        assertThat(SearchText.filter("attributes.age < '90s'")).isEqualTo(less(Attribute.AGE, 90));
        assertThat(SearchText.order("-nll, tags.stage,lineage.root"))
                .containsExactly(
                        new SortKey(new Metric("nll", Part.LAST), true),
                        new SortKey(new Tag("stage"), false),
                        new SortKey(Attribute.ROOT, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            ^^                                       | 1  | ^^         | a field
            name =                                   | 7  | ^^         | a text in quotes
            name = paper                             | 8  | paper      | 'paper'
            state = 'runing'                         | 9  | 'runing'   | 'running'
            width > 60                               | 1  | width      | params.NAME
            metrics.val/loss < 1                     | 12 | /          | metrics."val/loss"
            metrics. < 1                             | 8  | .          | in quotes
            step = 'x'                               | 8  | 'x'        | a number
            step like '%'                            | 6  | like       | the field is no text
            name = 'x                                | 8  | '          | has no end
            name = 'ü' and step ! 3                  | 21 | !          | a comparison (=, !=
            step < nan                               | 8  | nan        | nothing is less
            id > '0199'                              | 4  | >          | = or !=
            id = 'xyz'                               | 6  | 'xyz'      | hex digits
            created > 'noon'                         | 11 | 'noon'     | 2026-05-31
            created > '0000-01-01'                   | 11 | '0000-01-01' | 2026-05-31
            (step < 1                                | 10 | ^^         | )
            step < 1 step                            | 10 | step       | and, or, the end
            step in (1 2)                            | 12 | 2          | a comma, )
            step in ()                               | 10 | )          | a number
            age < 3y                                 | 8  | y          | the end
            name like 'x\\'                          | 11 | 'x\\'      | last backslash
            """)
    void an_error_names_the_place_and_what_could_stand_there(String text, int column, String piece, String expected) {
        BadTextException wrong = refused(text);
        assertThat(wrong.column()).as(wrong.getMessage()).isEqualTo(column);
        assertThat(wrong.piece()).isEqualTo(piece);
        assertThat(wrong.expected()).contains(expected);
    }

    @Test
    void whatever_is_too_long_or_too_deep_is_refused_by_the_name_of_the_limit() {
        assertThat(refused("(".repeat(100_000))).hasMessageContaining("10000 characters");
        assertThat(refused("(".repeat(9_999)).expected()).contains("50 deep");
        assertThat(refused("(".repeat(9_999)).column()).isEqualTo(51);
        assertThat(refused("not ".repeat(2_000) + "step < 1")).hasMessageContaining("50 deep");
        assertThat(refused("(not ".repeat(1_900) + "step < 1")).hasMessageContaining("50 deep");
        assertThat(SearchText.filter("not (".repeat(25) + "step < 1" + ")".repeat(25)))
                .isInstanceOf(Filter.Not.class);
        assertThat(refused("step<1 or ".repeat(900) + "step<1")).hasMessageContaining("100 conditions");
        assertThat(refused("step in (" + "1,".repeat(1_500) + "1)")).hasMessageContaining("1000 values");
        assertThat(refused("name = '\0'").column()).isEqualTo(9);
    }

    private static BadTextException refused(String text) {
        return catchThrowableOfType(BadTextException.class, () -> SearchText.filter(text));
    }

    private static Filter less(Field field, double than) {
        return new Compare(field, Operator.LESS, new Value.Real(than));
    }
}
