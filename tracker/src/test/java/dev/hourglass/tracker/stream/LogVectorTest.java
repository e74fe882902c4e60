package dev.hourglass.tracker.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogVectorTest {

    @Test
    void a_vector_is_its_own_text() {
        LogVector vector = LogVector.of(Map.of(2, 7L, 0, 41L, 1, 0L));
        assertThat(vector).hasToString("0:41,1:0,2:7");
        assertThat(LogVector.parse("0:41,1:0,2:7")).contains(vector);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0", "0:", ":1", "0:1,,", "a:b"})
    void what_is_no_vector_is_none(String text) {
        assertThat(LogVector.parse(text)).isEmpty();
    }

    @Test
    void the_distance_counts_records_of_all_partitions() {
        assertThat(LogVector.of(Map.of(0, 5L, 1, 9L)).until(LogVector.of(Map.of(0, 8L, 1, 9L, 2, 4L))))
                .isEqualTo(7);
    }
}
