package dev.hourglass.tracker.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A list of large things, whose JSON is made on all cores; the same as one after the other would be. */
public final class SideBySideJson extends StdSerializer<List<?>> {

    private static final long serialVersionUID = 1;

    /** Things in memory as JSON at a time. */
    static final int TOGETHER = 32;

    /** Bytes of a series of a thousand buckets. */
    private static final int ROOM = 1 << 17;

    SideBySideJson() {
        super(List.class, false);
    }

    @Override
    public void serialize(List<?> things, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartArray(things, things.size());
        for (int from = 0; from < things.size(); from += TOGETHER) {
            List<?> together = things.subList(from, Math.min(things.size(), from + TOGETHER));
            List<Written> written = together.parallelStream()
                    .map(thing -> written(thing, json.getCodec()))
                    .toList();
            for (Written one : written) {
                json.writeRawValue(one);
            }
        }
        json.writeEndArray();
    }

    private static Written written(Object thing, ObjectCodec codec) {
        var bytes = new ByteArrayOutputStream(ROOM);
        try (JsonGenerator own = codec.getFactory().createGenerator(bytes)) {
            codec.writeValue(own, thing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Written(bytes.toByteArray());
    }
}
