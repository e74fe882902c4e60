package dev.hourglass.tracker.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written on all cores is what Jackson writes by itself. */
class JsonColumnsTest {

    private final JsonMapper plain =
            JsonMapper.builder().addModule(new Jdk8Module()).build();
    private final JsonMapper fast =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    @BeforeEach
    void itsColumnsAreFast() {
        new FastColumns().customize(fast);
    }

    private record Plain(String name, double[] column, Optional<double[]> maybe, double[][] rows, long[] steps) {}

    private record Alone(List<Plain> all, String after) {}

    private record Beside(
            @JsonSerialize(using = SideBySideJson.class) List<Plain> all, String after) {}

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 2, DoublesJson.SLICE - 1, DoublesJson.SLICE, DoublesJson.SLICE + 1, 3 * DoublesJson.SLICE + 5
            })
    void a_column_of_any_length_is_what_jackson_writes(int length) throws IOException {
        Plain any = any(length, new Random(length));
        assertThat(fast.writeValueAsBytes(any)).isEqualTo(plain.writeValueAsBytes(any));
        assertThat(fast.writeValueAsString(any)).isEqualTo(plain.writeValueAsString(any));
    }

    @Test
    void odd_numbers_come_back_as_they_were() throws IOException {
        double[] odd = {
            0,
            -0.0,
            1,
            -1,
            1e7,
            123456789.25,
            1e-5,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Math.PI,
            1e22,
            9007199254740993d
        };
        assertThat(fast.readValue(fast.writeValueAsBytes(odd), double[].class)).isEqualTo(odd);
        double[] none = {Double.NaN, 1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        assertThat(fast.writeValueAsString(none)).isEqualTo("[\"NaN\",1.0,\"Infinity\",\"-Infinity\"]");
    }

    @Test
    void short_decimals_are_written_as_jackson_does() throws IOException {
        double[] edges = {
            0,
            -0.0,
            1,
            -1,
            10,
            0.1,
            -0.1,
            0.3,
            0.1 + 0.2,
            1e-3,
            9.99e-4,
            0.001001,
            0.000999,
            123.000001,
            123.0000001,
            9_999_999,
            -9_999_999,
            9_999_999.999999,
            9_999_999.9999995,
            1e7,
            -1e7,
            10_000_001,
            1e15,
            1e16,
            0x1p53,
            0x1p63,
            -0x1p63,
            0.5,
            0.0625,
            1e-6,
            4.0e-3 * 3,
            7 * 1e-3
        };
        assertThat(fast.writeValueAsString(edges)).isEqualTo(plain.writeValueAsString(edges));
        var random = new Random(7);
        double[] any = Stream.generate(() -> random.nextInt() >> random.nextInt(31))
                .limit(50_000)
                .flatMap(x -> Stream.of(
                        (double) x,
                        x * 0.25,
                        x * 1e-3,
                        x / 1e3,
                        x / 1e6,
                        x / 1e7,
                        Math.nextUp(x / 1e4),
                        Math.nextDown(x / 1e5),
                        x * 4.0e-4,
                        x * random.nextDouble()))
                .mapToDouble(x -> x)
                .toArray();
        assertThat(fast.writeValueAsString(any)).isEqualTo(plain.writeValueAsString(any));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SideBySideJson.TOGETHER, SideBySideJson.TOGETHER + 1, 3 * SideBySideJson.TOGETHER})
    void many_beside_each_other_are_what_they_are_one_after_the_other(int things) throws IOException {
        var random = new Random(things);
        List<Plain> all = IntStream.range(0, things)
                .mapToObj(_ -> any(random.nextInt(300), random))
                .toList();
        assertThat(fast.writeValueAsBytes(new Beside(all, "then")))
                .isEqualTo(plain.writeValueAsBytes(new Alone(all, "then")));
    }

    private static Plain any(int length, Random random) {
        double[] column = random.doubles(length)
                .map(x -> x < 0.05 ? Double.NaN : (x - 0.5) * 1e3)
                .toArray();
        return new Plain(
                "λ \"quoted\"\n" + length,
                column,
                length % 2 == 0 ? Optional.of(column) : Optional.empty(),
                new double[][] {column, {1, 2}},
                random.longs(length).toArray());
    }
}
