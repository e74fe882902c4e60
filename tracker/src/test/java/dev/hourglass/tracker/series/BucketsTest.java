package dev.hourglass.tracker.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.DerivedIds;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {

    private static Series series(double... values) {
        long[] steps = LongStream.range(0, values.length).toArray();
        double[] xs = Arrays.stream(steps).mapToDouble(step -> step).toArray();
        return new Series(
                DerivedIds.derive("run"),
                "nll",
                false,
                Axis.STEP,
                OptionalDouble.empty(),
                OptionalLong.empty(),
                steps,
                xs,
                steps,
                xs,
                values);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothing_hides_on_either_scale(long seed) {
        double[] values = new Random(seed).doubles(5000, -1, 1).toArray();
        for (Scale scale : Scale.values()) {
            int from = scale == Scale.LOG ? 1 : 0; // x = 0 has no place on a log axis
            Buckets buckets = Buckets.of(series(values), 100, scale);
            assertThat(buckets.at().length).isBetween(2, 100);
            assertThat(Arrays.stream(buckets.counts()).sum()).isEqualTo(values.length - from);
            assertThat(buckets.leftOut()).isEqualTo(from);
            double[] placed = Arrays.copyOfRange(values, from, values.length);
            assertThat(Arrays.stream(buckets.min()).min())
                    .isEqualTo(Arrays.stream(placed).min());
            assertThat(Arrays.stream(buckets.max()).max())
                    .isEqualTo(Arrays.stream(placed).max());
            assertThat(buckets.at()[buckets.at().length - 1]).isEqualTo(values.length - 1);
            assertThat(buckets.at()).isSorted();
        }
    }

    @Test
    void a_single_spike_shows() {
        double[] values = new double[10_000];
        values[4711] = 7;
        Buckets buckets = Buckets.of(series(values), 50, Scale.LINEAR);
        assertThat(Arrays.stream(buckets.max()).filter(max -> max == 7).count()).isEqualTo(1);
    }

    @Test
    void log_buckets_have_equal_width_in_the_logarithm() {
        Buckets buckets = Buckets.of(series(new double[10_001]), 40, Scale.LOG);
        // Between 100 and 1,000 and between 1,000 and 10,000 lie as many buckets.
        long second =
                Arrays.stream(buckets.at()).filter(i -> i >= 100 && i < 1_000).count();
        long third = Arrays.stream(buckets.at())
                .filter(i -> i >= 1_000 && i < 10_000)
                .count();
        assertThat(Math.abs(second - third)).isLessThanOrEqualTo(1);
    }

    @Test
    void a_short_series_comes_point_by_point() {
        Buckets buckets = Buckets.of(series(3, Double.NaN, 1), 3, Scale.LINEAR);
        assertThat(buckets.whole()).isTrue();
        assertThat(buckets.at()).containsExactly(0, 1, 2);
    }

    @Test
    void not_a_number_hides_no_number() {
        double nan = Double.NaN;
        Buckets buckets = Buckets.of(series(nan, 2, nan, nan, 5, nan, nan, nan), 2, Scale.LINEAR);
        assertThat(buckets.min()).containsExactly(2, 5);
        assertThat(buckets.max()).containsExactly(2, 5);
        Buckets all = Buckets.of(series(nan, nan, nan), 1, Scale.LINEAR);
        assertThat(all.min()).containsExactly(nan);
    }
}
