package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CurveTableTest {

    private static JsonNode series(String run, String xs, String values) throws JsonProcessingException {
        return new JsonMapper()
                .readTree("{\"run\": \"" + run + "\", \"xs\": [" + xs + "], \"values\": [" + values + "]}");
    }

    @Test
    void a_cell_is_the_last_value_up_to_its_row_and_empty_where_the_run_has_none() throws JsonProcessingException {
        var table = new CurveTable(
                "step",
                List.of(
                        series("long", "0, 10, 20, 40", "4, 3, 2, 1"),
                        series("late", "15, 20", "0.5, \"NaN\""),
                        series("none", "", "")),
                false);
        assertThat(table.lines(5, UnaryOperator.identity()))
                .containsExactly(
                        "step  long  late",
                        "   0     4  -",
                        "  10     3  -",
                        "  20     2  NaN",
                        "  30     2  -",
                        "  40     1  -");
    }

    @Test
    void rows_of_a_log_axis_stand_in_one_ratio_and_steps_are_whole() throws JsonProcessingException {
        var table = new CurveTable("step", List.of(series("r", "1, 10, 1000", "1, 2, 3")), true);
        assertThat(table.lines(4, UnaryOperator.identity()))
                .containsExactly("step  r", "   1  1", "  10  2", " 100  2", "1000  3");
        assertThat(table.lines(1, UnaryOperator.identity())).containsExactly("step  r", "1000  3");
    }

    @Test
    void of_more_rows_than_steps_each_is_there_once() throws JsonProcessingException {
        var table = new CurveTable("step", List.of(series("r", "0, 1, 2", "5, 6, 7")), false);
        assertThat(table.lines(12, UnaryOperator.identity())).hasSize(4);
    }

    @Test
    void points_whose_place_nobody_said_are_not_there() throws JsonProcessingException {
        var table = new CurveTable(
                "tau", List.of(series("some", "\"NaN\", 1, 3", "7, 8, 9"), series("never", "\"NaN\"", "1")), false);
        assertThat(table.lines(2, UnaryOperator.identity())).containsExactly("tau  some", "  1     8", "  3     9");
    }

    @Test
    void without_a_curve_there_is_a_head_alone() {
        assertThat(new CurveTable("tau", List.of(), false).lines(3, UnaryOperator.identity()))
                .containsExactly("tau");
    }
}
