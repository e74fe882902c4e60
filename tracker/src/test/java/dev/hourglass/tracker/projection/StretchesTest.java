package dev.hourglass.tracker.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StretchesTest {

    @Test
    void numbers_that_follow_each_other_are_one_stretch_however_many_they_are() {
        assertThat(of(LongStream.range(7, 100_000)).multirange()).isEqualTo("{[7,99999]}");
    }

    @Test
    void others_stand_apart_and_nothing_is_lost() {
        assertThat(of(LongStream.of(3, 4, 9, 8, 5)).multirange()).isEqualTo("{[3,4],[9,9],[8,8],[5,5]}");
    }

    @Test
    void the_greatest_number_is_one_that_PostgreSQL_can_hold_a_range_of() {
        assertThat(new Stretches(Long.MAX_VALUE).multirange()).isEqualTo("{[9223372036854775806,9223372036854775806]}");
    }

    private static Stretches of(LongStream numbers) {
        return numbers.mapToObj(Stretches::new).reduce(Stretches::with).orElseThrow();
    }
}
