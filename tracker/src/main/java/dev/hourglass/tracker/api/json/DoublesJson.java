package dev.hourglass.tracker.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A column of doubles as a JSON array, each with the fewest digits that give it back; NaN and infinities as strings. What takes
 * long of an answer with a hundred thousand points is to find these digits: slices of a long column are written on all cores,
 * and none of them a number at a time.
 */
final class DoublesJson extends StdSerializer<double[]> {

    private static final long serialVersionUID = 1;

    /** Numbers of a slice: a millisecond's work, beside which handing it over is nothing. */
    static final int SLICE = 8192;

    /** Below, a whole number's digits are those of an integer, which are found much faster; above, it has an exponent. */
    private static final long PLAIN = 10_000_000;

    private static final long NEGATIVE_ZERO = Double.doubleToRawLongBits(-0.0);

    /** What most numbers need at most, with a comma. */
    private static final int ROOM = 20;

    DoublesJson() {
        super(double[].class);
    }

    @Override
    public void serialize(double[] column, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartArray(column, column.length);
        for (Written slice : slices(column)) {
            json.writeRaw(slice);
        }
        json.writeEndArray();
    }

    private static List<Written> slices(double[] column) {
        int slices = (column.length + SLICE - 1) / SLICE;
        IntStream all = IntStream.range(0, slices);
        return (slices > 1 ? all.parallel() : all)
                .mapToObj(slice -> slice(column, slice * SLICE, Math.min(column.length, (slice + 1) * SLICE)))
                .toList();
    }

    private static Written slice(double[] column, int from, int to) {
        var text = new StringBuilder(ROOM * (to - from));
        for (int i = from; i < to; i++) {
            if (i > 0) {
                text.append(',');
            }
            append(column[i], text);
        }
        return new Written(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void append(double number, StringBuilder text) {
        long whole = (long) number;
        if (whole == number && -PLAIN < whole && whole < PLAIN && Double.doubleToRawLongBits(number) != NEGATIVE_ZERO) {
            text.append(whole).append(".0");
        } else if (Double.isFinite(number)) {
            text.append(number);
        } else {
            text.append('"').append(number).append('"');
        }
    }
}
