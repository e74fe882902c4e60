package dev.hourglass.tracker.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {

    /** Values at steps from 0, which are the axis too. */
    private static Points buckets(int most, Scale scale, double... values) {
        var extent = new Extent(scale);
        give(extent, values);
        var buckets = new Buckets(extent, most, scale);
        give(buckets, values);
        return buckets.points();
    }

    private static void give(Sink sink, double... values) {
        for (int i = 0; i < values.length; i++) {
            sink.point(i, i, i, i, values[i], false);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothing_hides_on_either_scale(long seed) {
        double[] values = new Random(seed).doubles(5000, -1, 1).toArray();
        for (Scale scale : Scale.values()) {
            int from = scale == Scale.LOG ? 1 : 0; // x = 0 has no place on a log axis
            Points buckets = buckets(100, scale, values);
            assertThat(buckets.size()).isBetween(2, 100);
            assertThat(Arrays.stream(buckets.counts()).sum()).isEqualTo(values.length - from);
            double[] placed = Arrays.copyOfRange(values, from, values.length);
            assertThat(Arrays.stream(buckets.min()).min())
                    .isEqualTo(Arrays.stream(placed).min());
            assertThat(Arrays.stream(buckets.max()).max())
                    .isEqualTo(Arrays.stream(placed).max());
            assertThat(buckets.steps()[buckets.size() - 1]).isEqualTo(values.length - 1);
            assertThat(buckets.steps()).isSorted();
        }
    }

    @Test
    void a_single_spike_shows() {
        double[] values = new double[10_000];
        values[4711] = 7;
        double[] max = buckets(50, Scale.LINEAR, values).max();
        assertThat(Arrays.stream(max).filter(value -> value == 7).count()).isEqualTo(1);
    }

    @Test
    void log_buckets_have_equal_width_in_the_logarithm() {
        long[] steps = buckets(40, Scale.LOG, new double[10_001]).steps();
        // Between 100 and 1,000 and between 1,000 and 10,000 lie as many buckets.
        long second = Arrays.stream(steps).filter(i -> i >= 100 && i < 1_000).count();
        long third = Arrays.stream(steps).filter(i -> i >= 1_000 && i < 10_000).count();
        assertThat(Math.abs(second - third)).isLessThanOrEqualTo(1);
    }

    @Test
    void not_a_number_hides_no_number() {
        double nan = Double.NaN;
        Points buckets = buckets(2, Scale.LINEAR, nan, 2, nan, nan, 5, nan, nan, nan);
        assertThat(buckets.min()).containsExactly(2, 5);
        assertThat(buckets.max()).containsExactly(2, 5);
        assertThat(buckets(1, Scale.LINEAR, nan, nan, nan).min()).containsExactly(nan);
    }
}
