package dev.hourglass.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    private static final Tensor.F64 W =
            new Tensor.F64("W", List.of(2, 3), new double[] {1, -0.0, Double.NaN, Double.MIN_VALUE, 1e308, -2.5});
    private static final Tensor.I64 COUNTS = new Tensor.I64("counts", List.of(2), new long[] {Long.MIN_VALUE, 7});
    private static final Tensor.U8 STATE = new Tensor.U8("state", List.of(3), new byte[] {0, -1, 127});

    @Test
    void what_was_written_is_read_to_the_bit() throws IOException {
        Safetensors read = read(written());
        assertThat(read.metadata()).containsExactly(Map.entry("a", "2"), Map.entry("b", "ä\"\n"));
        assertThat(read.tensors().keySet()).containsExactly("W", "counts", "state");
        assertThat(bits(((Tensor.F64) read.tensor("W").orElseThrow()).values())).isEqualTo(bits(W.values()));
        assertThat(read.tensor("W").orElseThrow().shape()).isEqualTo(W.shape());
        assertThat(((Tensor.I64) read.tensor("counts").orElseThrow()).values()).isEqualTo(COUNTS.values());
        assertThat(((Tensor.U8) read.tensor("state").orElseThrow()).values()).isEqualTo(STATE.values());
    }

    @Test
    void the_order_of_giving_does_not_show_in_the_bytes() throws IOException {
        assertThat(bytes(Safetensors.of(Map.of("b", "ä\"\n", "a", "2"), List.of(STATE, COUNTS, W))))
                .isEqualTo(written());
    }

    @Test
    void the_bytes_are_those_of_the_format() throws IOException {
        byte[] file =
                bytes(Safetensors.of(Map.of("step", "3"), List.of(new Tensor.F64("h", List.of(1), new double[] {1}))));
        String json =
                "{\"__metadata__\":{\"step\":\"3\"},\"h\":{\"data_offsets\":[0,8],\"dtype\":\"F64\",\"shape\":[1]}}";
        int padded = (json.length() + 7) / 8 * 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + padded + 8).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded).put((json + " ".repeat(padded - json.length())).getBytes(StandardCharsets.US_ASCII));
        expected.putDouble(1);
        assertThat(file).isEqualTo(expected.array());
    }

    @Test
    void tensors_larger_than_the_buffer_come_out_whole() throws IOException {
        double[] values = new Random(5).doubles(100_003).toArray();
        Safetensors read =
                read(bytes(Safetensors.of(Map.of(), List.of(new Tensor.F64("x", List.of(100_003), values)))));
        assertThat(((Tensor.F64) read.tensor("x").orElseThrow()).values()).isEqualTo(values);
    }

    @Test
    void every_cut_is_noticed() throws IOException {
        byte[] whole = written();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(DamagedCheckpointException.class)
                    .hasMessageContainingAll("some.file", "cut");
        }
    }

    @Test
    void a_byte_too_many_is_noticed() throws IOException {
        byte[] whole = written();
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(DamagedCheckpointException.class)
                .hasMessageContaining("belong to no tensor");
    }

    /** What a damaged byte may do: nothing that shows (values, texts), or the one exception; never another one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void any_damage_to_the_header_gives_the_one_exception_or_none(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] whole = written();
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length - 67)] = (byte) random.nextInt(256);
            try {
                read(damaged);
            } catch (DamagedCheckpointException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no JSON object         | [1]",
                "no JSON                | {`x`: }",
                "no JSON                | {`x`:{`dtype`:`U8`,`shape`:[4],`data_offsets`:[0,4]},`x`:1}",
                "is none of             | {`x`:{`dtype`:`BF16`,`shape`:[2],`data_offsets`:[0,4]}}",
                "is none of             | {`x`:{`dtype`:8,`shape`:[4],`data_offsets`:[0,4]}}",
                "takes 8 bytes          | {`x`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,4]}}",
                "two whole numbers      | {`x`:{`dtype`:`U8`,`shape`:[4],`data_offsets`:[4]}}",
                "no whole number        | {`x`:{`dtype`:`U8`,`shape`:[4],`data_offsets`:[0,4.0]}}",
                "no whole number        | {`x`:{`dtype`:`U8`,`shape`:[-4],`data_offsets`:[0,4]}}",
                "must be a list         | {`x`:{`dtype`:`U8`,`shape`:4,`data_offsets`:[0,4]}}",
                "too large              | {`x`:{`dtype`:`U8`,`shape`:[2000000000,2000000000,2000000000],`data_offsets`:[0,4]}}",
                "2 GiB                  | {`x`:{`dtype`:`U8`,`shape`:[2147483647],`data_offsets`:[0,2147483647]}}",
                "must have dtype        | {`x`:{`dtype`:`U8`,`shape`:[4]}}",
                "must have dtype        | {`x`:{`dtype`:`U8`,`shape`:[4],`data_offsets`:[0,4],`more`:1}}",
                "gap before it          | {`x`:{`dtype`:`U8`,`shape`:[3],`data_offsets`:[1,4]}}",
                "overlaps               | {`x`:{`dtype`:`U8`,`shape`:[3],`data_offsets`:[0,3]},`y`:{`dtype`:`U8`,`shape`:[2],`data_offsets`:[2,4]}}",
                "belong to no tensor    | {`x`:{`dtype`:`U8`,`shape`:[3],`data_offsets`:[0,3]}}",
                "cut                    | {`x`:{`dtype`:`U8`,`shape`:[5],`data_offsets`:[0,5]}}",
                "no text                | {`__metadata__`:{`step`:3},`x`:{`dtype`:`U8`,`shape`:[4],`data_offsets`:[0,4]}}",
            })
    void a_header_that_the_format_does_not_allow_is_refused(String message, String header) {
        assertThatThrownBy(() -> read(file(header.replace('`', '"'), 4)))
                .isInstanceOf(DamagedCheckpointException.class)
                .hasMessageContainingAll("some.file", message.strip());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100_000_001, Long.MAX_VALUE, -1})
    void an_impossible_header_length_is_refused_before_anything_is_read(long length) {
        byte[] file = ByteBuffer.allocate(100)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DamagedCheckpointException.class)
                .hasMessageContaining("is not possible");
    }

    @Test
    void single_precision_of_other_programs_is_read_as_doubles() throws IOException {
        byte[] file = file("{\"x\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}", 8);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(file.length - 8, 0.1f);
        Tensor.F64 x = (Tensor.F64) read(file).tensor("x").orElseThrow();
        assertThat(x.values()).containsExactly(0.1f, 0);
        assertThat(x.shape()).containsExactly(1, 2);
    }

    private static byte[] written() throws IOException {
        return bytes(Safetensors.of(Map.of("a", "2", "b", "ä\"\n"), List.of(W, COUNTS, STATE)));
    }

    private static byte[] bytes(Safetensors content) throws IOException {
        var out = new ByteArrayOutputStream();
        SafetensorsWriter.write(content, out);
        return out.toByteArray();
    }

    private static Safetensors read(byte[] file) throws IOException {
        return SafetensorsReader.read(new ByteArrayInputStream(file), "some.file");
    }

    private static byte[] file(String header, int data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
