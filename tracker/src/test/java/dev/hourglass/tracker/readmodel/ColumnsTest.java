package dev.hourglass.tracker.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_bit_comes_back(long seed) {
        var random = new Random(seed);
        int n = random.nextInt(3000);
        long[] longs = random.longs(n).toArray();
        double[] doubles = new double[n];
        for (int i = 0; i < n; i++) {
            doubles[i] = Double.longBitsToDouble(longs[i]); // NaNs of every kind among them
        }
        assertThat(Columns.longs(Columns.pack(longs), n)).isEqualTo(longs);
        double[] back = Columns.doubles(Columns.pack(doubles), n);
        for (int i = 0; i < n; i++) {
            assertThat(Double.doubleToRawLongBits(back[i])).isEqualTo(Double.doubleToRawLongBits(doubles[i]));
        }
    }

    @Test
    void rising_steps_take_a_fraction_of_their_size() {
        long[] steps = LongStream.range(0, 10_000).toArray();
        assertThat(Columns.pack(steps).length).isLessThan(8 * 10_000 / 3);
    }
}
