package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArrayFunctionsTest {

    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        1e-300,
        -1e-20,
        1e-8,
        19.0,
        20.0,
        20.5,
        -700.0,
        1e300,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void tanh_agrees_with_the_library(long seed) {
        double worst = samples(seed)
                // Each is off by up to 2.5 units, in fact by 2.47 and 2.10 over 60,000 numbers (against mpmath, 120
                // bits).
                .map(x -> Math.abs(Elementary.tanh(x) - StrictMath.tanh(x)) / Math.ulp(StrictMath.tanh(x)))
                .max()
                .orElseThrow();
        assertThat(worst).isLessThanOrEqualTo(4);
    }

    // mpmath 1.3, 40 digits: mp.tanh(mpf(x)), rounded to the nearest double
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.09966799462495582",
        "0.17328679513998632, 0.1715728752538099",
        "0.5, 0.46211715726000974",
        "1.0, 0.7615941559557649",
        "3.0, 0.9950547536867305",
        "10.0, 0.9999999958776927"
    })
    void tanh_by_forty_digits(double x, double expected) {
        assertThat(Math.abs(Elementary.tanh(x) - expected) / Math.ulp(expected)).isLessThanOrEqualTo(2.5);
        assertThat(Elementary.tanh(-x)).isEqualTo(-Elementary.tanh(x));
    }

    @Test
    void tanh_keeps_sign_limits_and_nan() {
        assertThat(1 / Elementary.tanh(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Elementary.tanh(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Elementary.tanh(-1e300)).isEqualTo(-1);
        assertThat(Elementary.tanh(Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
        assertThat(Elementary.tanh(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void vectors_and_scalars_give_the_same_bits_from_any_place_on(long seed) {
        double[] x = DoubleStream.concat(DoubleStream.of(SPECIAL), samples(seed).limit(1000))
                .toArray();
        for (int offset = 0; offset < 9; offset++) {
            double[] vectors = x.clone();
            double[] scalars = x.clone();
            new VectorFunctions().tanh(vectors, offset, x.length - 2 * offset);
            new ScalarFunctions().tanh(scalars, offset, x.length - 2 * offset);
            assertThat(Arrays.mismatch(bits(vectors), bits(scalars))).isEqualTo(-1);
            vectors = x.clone();
            scalars = x.clone();
            double fromVectors = new VectorFunctions().logistic(vectors, offset, x.length - 2 * offset);
            double fromScalars = new ScalarFunctions().logistic(scalars, offset, x.length - 2 * offset);
            assertThat(Arrays.mismatch(bits(vectors), bits(scalars))).isEqualTo(-1);
            assertThat(Double.valueOf(fromVectors)).isEqualTo(Double.valueOf(fromScalars)); // NaN equal to NaN
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void logistic_agrees_with_the_definition(long seed) {
        double[] x = samples(seed).filter(a -> Math.abs(a) < 600).limit(3000).toArray();
        double expected = DoubleStream.of(x)
                .map(a -> a > 0 ? Math.log1p(Math.exp(-a)) : -a + Math.log1p(Math.exp(a)))
                .sum();
        assertThat(new VectorFunctions().logistic(x, 0, x.length)).isEqualTo(expected, within(1e-14 * expected));
    }

    @Test
    void logistic_at_zero_and_far_out() {
        assertThat(new VectorFunctions().logistic(new double[100], 0, 100)).isEqualTo(100 * Math.log(2), within(1e-13));
        assertThat(new VectorFunctions().logistic(new double[] {1000, -1000}, 0, 2))
                .isEqualTo(1000);
        assertThat(new VectorFunctions().logistic(new double[] {1, Double.NaN}, 0, 2))
                .isNaN();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 30, 54})
    void sums_of_rows_agree_with_the_definition_to_the_bit(int n) {
        double[] start = samples(n).limit(n).toArray();
        double[] table = samples(n + 1).limit(5L * n).toArray();
        int[] rows = {4, 0, 0, 2, 1};
        int[] first = {0, 0, 1, 5}; // no row, one, four
        double[] expected = samples(n + 2).limit(3L * n).toArray();
        double[] vectors = expected.clone();
        double[] scalars = expected.clone();
        for (int i = 1; i < 3; i++) {
            for (int j = 0; j < n; j++) {
                double sum = start[j];
                for (int p = first[i]; p < first[i + 1]; p++) {
                    sum += table[rows[p] * n + j];
                }
                expected[i * n + j] = sum;
            }
        }
        new VectorFunctions().sumRows(start, table, rows, first, 1, 3, vectors);
        new ScalarFunctions().sumRows(start, table, rows, first, 1, 3, scalars);
        assertThat(bits(vectors)).isEqualTo(bits(expected));
        assertThat(bits(scalars)).isEqualTo(bits(expected));
    }

    /** Of all magnitudes between 1e-6 and 1e3. */
    private static DoubleStream samples(long seed) {
        var random = new Random(seed);
        return DoubleStream.generate(() -> random.nextGaussian() * Math.pow(10, random.nextInt(9) - 6))
                .limit(200_000);
    }

    private static long[] bits(double[] x) {
        return DoubleStream.of(x)
                .mapToLong(Double::doubleToLongBits) // all NaN are one: their sign is nobody's business
                .toArray();
    }
}
