package dev.hourglass.tracker.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A column of numbers as a JSON array. What takes long of an answer with a hundred thousand points is to find their digits: slices
 * of a long column are written on all cores, and none of them a number at a time.
 *
 * @param <C> array of numbers
 */
abstract class ColumnJson<C> extends StdSerializer<C> {

    private static final long serialVersionUID = 1;

    /** Numbers of a slice: a millisecond's work, beside which handing it over is nothing. */
    static final int SLICE = 8192;

    /** What most numbers need at most, with a comma. */
    private static final int ROOM = 20;

    ColumnJson(Class<C> type) {
        super(type);
    }

    abstract int length(C column);

    /** Adds a slice, numbers apart by commas. */
    abstract void write(C column, int from, int to, StringBuilder text);

    @Override
    public final void serialize(C column, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartArray(column, length(column));
        for (Written slice : slices(column)) {
            json.writeRaw(slice);
        }
        json.writeEndArray();
    }

    private List<Written> slices(C column) {
        int slices = (length(column) + SLICE - 1) / SLICE;
        IntStream all = IntStream.range(0, slices);
        return (slices > 1 ? all.parallel() : all)
                .mapToObj(slice -> slice(column, slice * SLICE))
                .toList();
    }

    private Written slice(C column, int from) {
        int to = Math.min(length(column), from + SLICE);
        var text = new StringBuilder(ROOM * (to - from) + 1);
        if (from > 0) {
            text.append(',');
        }
        write(column, from, to, text);
        return new Written(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
