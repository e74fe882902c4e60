package dev.hourglass.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.Spec.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    @Test
    void log_spaced_points_by_hand() {
        assertThat(upTo(new Schedule.LogSpaced(1), 100_000))
                .containsExactly(0L, 1L, 10L, 100L, 1000L, 10_000L, 100_000L);
        assertThat(upTo(new Schedule.LogSpaced(2), 400)).containsExactly(0L, 1L, 3L, 10L, 32L, 100L, 316L);
        assertThat(upTo(new Schedule.LogSpaced(50), 24))
                .containsExactlyElementsOf(LongStream.rangeClosed(0, 24).boxed().toList());
    }

    @Test
    void regular_points_by_hand() {
        assertThat(upTo(new Schedule.Every(4), 17)).containsExactly(0L, 4L, 8L, 12L, 16L);
        assertThat(upTo(new Schedule.Every(1), 3)).containsExactly(0L, 1L, 2L, 3L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 7, 50, 1000})
    void a_step_is_contained_exactly_if_it_comes_up(long perDecade) {
        Schedule schedule = new Schedule.LogSpaced(perDecade);
        List<Long> points = upTo(schedule, 5000);
        for (long step = 0; step <= 5000; step++) {
            assertThat(schedule.contains(step)).as("step %d", step).isEqualTo(points.contains(step));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 7, 50, 1000})
    void late_decades_have_as_many_points_as_asked_for_at_equal_ratios(long perDecade) {
        Schedule schedule = new Schedule.LogSpaced(perDecade);
        List<Long> decade = new ArrayList<>();
        for (long step = schedule.after(1_000_000_000); step <= 10_000_000_000L; step = schedule.after(step)) {
            decade.add(step);
        }
        assertThat(decade).hasSize((int) perDecade).isSorted().doesNotHaveDuplicates();
        assertThat(decade.getLast()).isEqualTo(10_000_000_000L);
        double ratio = Math.pow(10, 1.0 / perDecade);
        for (int i = 1; i < decade.size(); i++) {
            // rounding to whole steps: half a step in 1e9
            assertThat((double) decade.get(i) / decade.get(i - 1)).isBetween(ratio * (1 - 1e-9), ratio * (1 + 1e-9));
        }
    }

    @Test
    void a_spec_chooses_one_of_the_two() {
        assertThat(Schedule.of(
                        new Recording(OptionalLong.of(20), OptionalLong.empty(), List.of(), List.of(), List.of(), 1)))
                .isEqualTo(new Schedule.LogSpaced(20));
        assertThat(Schedule.of(
                        new Recording(OptionalLong.empty(), OptionalLong.of(20), List.of(), List.of(), List.of(), 1)))
                .isEqualTo(new Schedule.Every(20));
    }

    @Test
    void distances_below_one_are_refused() {
        assertThatThrownBy(() -> new Schedule.Every(0)).hasMessageContaining("every 0 steps");
        assertThatThrownBy(() -> new Schedule.LogSpaced(0)).hasMessageContaining("0 points a decade");
    }

    private static List<Long> upTo(Schedule schedule, long last) {
        var points = new ArrayList<Long>();
        for (long step = schedule.after(-1); step <= last; step = schedule.after(step)) {
            points.add(step);
        }
        return points;
    }
}
