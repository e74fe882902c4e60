package dev.hourglass.tracker.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 4095, 4096, 4097, 8192, 20_000})
    void every_bit_comes_back(int n) {
        var random = new Random(n);
        for (int kind = 0; kind < 7; kind++) {
            long[] longs = numbers(random, n, kind);
            double[] doubles = new double[n];
            for (int i = 0; i < n; i++) {
                doubles[i] = Double.longBitsToDouble(longs[i]); // NaNs of every kind among them
            }
            assertThat(Columns.longs(Columns.pack(longs), n)).isEqualTo(longs);
            for (byte[] packed : new byte[][] {Columns.pack(doubles), Columns.packRising(doubles)}) {
                double[] back = Columns.doubles(packed, n);
                var column = new Column(packed, n);
                for (int i = 0; i < n; i++) {
                    assertThat(Double.doubleToRawLongBits(back[i])).isEqualTo(longs[i]);
                    int other = random.nextInt(n);
                    assertThat(column.number(other)).isEqualTo(longs[other]);
                }
            }
        }
    }

    private static long[] numbers(Random random, int n, int kind) {
        return switch (kind) {
            case 0 -> random.longs(n).toArray();
            case 1 -> random.longs(n, -3, 3).map(Double::doubleToRawLongBits).toArray();
            case 2 -> LongStream.range(0, n).map(i -> 7 + 100 * i).toArray(); // differ in no place
            case 3 ->
                LongStream.range(0, n).map(i -> 1000 * i + random.nextInt(50)).toArray(); // in one
            case 4 ->
                LongStream.range(0, n)
                        .map(i -> 100_000 * i + random.nextInt(9_000))
                        .toArray(); // in two
            case 5 ->
                LongStream.range(0, n)
                        .map(i -> i == n - 1 ? -1 : 0x0102030405060708L)
                        .toArray(); // at the end
            default ->
                LongStream.range(0, n)
                        .map(i -> (i & 1) == 0 ? Long.MIN_VALUE : Long.MAX_VALUE)
                        .toArray();
        };
    }

    @Test
    void clocks_take_next_to_nothing_and_full_mantissas_less_than_their_eight_bytes() {
        int n = 1 << 16;
        long[] steps = LongStream.range(0, n).map(i -> 100 * i).toArray();
        double[] taus = new double[n];
        for (int i = 1; i < n; i++) {
            taus[i] = taus[i - 1] + 4.0e-4;
        }
        assertThat(Columns.pack(steps).length).isLessThan(n / 20);
        assertThat(Columns.packRising(taus).length).isLessThan(n / 20);
        assertThat(Columns.pack(new Random(1).doubles(n).toArray()).length).isLessThan(8 * n - n / 2);
    }
}
