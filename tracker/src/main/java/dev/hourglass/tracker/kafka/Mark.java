package dev.hourglass.tracker.kafka;

import dev.hourglass.blob.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * By which a record of the log is known again: offsets are given out anew where a log was cut, what stands there is not the same.
 *
 * @param sha256 of all that a producer decides: time, key, value, headers
 */
public record Mark(long offset, String sha256) {

    public static Mark of(ConsumerRecord<String, byte[]> stored) {
        MessageDigest digest = Sha256.digest();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, stored.timestamp()));
        add(digest, stored.key() == null ? null : stored.key().getBytes(StandardCharsets.UTF_8));
        add(digest, stored.value());
        for (Header header : stored.headers()) {
            add(digest, header.key().getBytes(StandardCharsets.UTF_8));
            add(digest, header.value());
        }
        return new Mark(stored.offset(), HexFormat.of().formatHex(digest.digest()));
    }

    /** With its length, so that no two lists of parts look the same. */
    private static void add(MessageDigest digest, byte @Nullable [] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part == null ? -1 : part.length));
        if (part != null) {
            digest.update(part);
        }
    }
}
