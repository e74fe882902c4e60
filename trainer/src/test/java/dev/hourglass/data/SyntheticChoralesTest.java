package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.model.recurrent.ChordSequences;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticChoralesTest {

    @Test
    void the_eighty_of_a_spec_never_change() {
        Dataset dataset = SyntheticChorales.dataset(80, 1);
        assertThat(dataset.name()).isEqualTo("synthetic-chorales");
        assertThat(dataset.synthetic()).isTrue();
        // A changed generator changes what old specs mean: give the new one another name.
        assertThat(dataset.sha256()).isEqualTo("6768c133ca02f11c5e6fce51f5abe88af2fbaa1daed3a49d9eed767f40dedbdf");
    }

    @Test
    void fewer_are_the_first_of_more() {
        List<boolean[][]> few = SyntheticChorales.dataset(5, 1).sequences().pieces();
        List<boolean[][]> many = SyntheticChorales.dataset(20, 1).sequences().pieces();
        for (int i = 0; i < few.size(); i++) {
            assertThat(Arrays.deepEquals(few.get(i), many.get(i))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void every_chorale_ends_on_a_held_chord_of_its_key_and_has_a_bach_like_length(long seed) {
        for (int number = 0; number < 80; number++) {
            List<List<Integer>> chorale = SyntheticChorales.chorale(seed, number);
            assertThat(chorale.size()).isBetween(33, 129);
            assertThat(chorale.size() % 8).isEqualTo(1);
            assertThat(chorale.subList(chorale.size() - 3, chorale.size())).containsOnly(chorale.getLast());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void voices_stay_in_their_ranges_and_do_not_cross(long seed) {
        for (int number = 0; number < 20; number++) {
            for (List<Integer> step : SyntheticChorales.chorale(seed, number)) {
                assertThat(step).isSorted().doesNotHaveDuplicates().hasSizeBetween(2, 4);
                assertThat(step.getFirst()).isBetween(50, 72);
                assertThat(step.getLast()).isBetween(74, 93);
            }
        }
    }

    @Test
    void the_statistics_are_roughly_those_of_the_real_ones() {
        ChordSequences sequences = SyntheticChorales.dataset(80, 1).sequences();
        List<boolean[]> steps =
                sequences.pieces().stream().flatMap(Arrays::stream).toList();
        assertThat(sequences.transitions()).isBetween(3500, 5500); // Bach: 4597
        double on = steps.stream()
                .mapToLong(step ->
                        IntStream.range(0, step.length).filter(key -> step[key]).count())
                .sum();
        assertThat(on / steps.size()).isBetween(3.6, 4.0); // Bach: 3.90
        long distinct = steps.stream().map(Arrays::toString).distinct().count();
        assertThat(distinct).isGreaterThan(300);
        long held = sequences.pieces().stream()
                .mapToLong(piece -> IntStream.range(1, piece.length)
                        .filter(t -> Arrays.equals(piece[t], piece[t - 1]))
                        .count())
                .sum();
        assertThat((double) held / sequences.transitions()).isBetween(0.1, 0.35); // Bach: 0.12
    }

    @Test
    void different_seeds_give_different_chorales() {
        assertThat(SyntheticChorales.chorale(1, 0)).isNotEqualTo(SyntheticChorales.chorale(2, 0));
        assertThat(SyntheticChorales.chorale(1, 0)).isNotEqualTo(SyntheticChorales.chorale(1, 1));
    }

    @Test
    void their_number_is_bounded() {
        assertThatThrownBy(() -> SyntheticChorales.dataset(1001, 1))
                .isInstanceOf(TooFewChoralesException.class)
                .hasMessageContaining("synthetic-chorales has 1000");
    }
}
