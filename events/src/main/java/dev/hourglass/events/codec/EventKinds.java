package dev.hourglass.events.codec;

import dev.hourglass.events.Event;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Kinds of events, told from all others by a record's header: nothing is decoded, and no text is made of it. */
public final class EventKinds {

    private static final String TYPE = "ce_type";

    private final byte[][] types;

    private EventKinds(byte[][] types) {
        this.types = types;
    }

    public static EventKinds of(Collection<? extends Class<? extends Event>> kinds) {
        return new EventKinds(kinds.stream()
                .map(kind -> EventTypes.of(kind).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    /** Whether the header says that the record is of one of them. */
    public boolean has(ConsumerRecord<String, byte[]> message) {
        byte[] type = type(message.headers());
        if (type == null) {
            return false;
        }
        for (byte[] one : types) {
            if (Arrays.equals(one, type)) {
                return true;
            }
        }
        return false;
    }

    /** The last that says something, as for who decodes it. */
    private static byte @Nullable [] type(Headers headers) {
        Header last = headers.lastHeader(TYPE);
        if (last == null || last.value() != null) {
            return last == null ? null : last.value();
        }
        byte[] type = null;
        for (Header header : headers.headers(TYPE)) {
            type = header.value() == null ? type : header.value();
        }
        return type;
    }
}
