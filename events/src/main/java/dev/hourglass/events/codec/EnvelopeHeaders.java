package dev.hourglass.events.codec;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvents 1.0 envelope as Kafka's binary mode carries it, read from a record's headers in one pass. The projection reads tens
 * of thousands a second, of whose time the SDK's reader took a third.
 */
final class EnvelopeHeaders {

    private static final String PREFIX = "ce_";
    private static final int SECONDS_A_DAY = 86_400;

    private String version = "";
    private String id = "";
    private String source = "";
    private String type = "";
    private String subject = "";
    private String time = "";

    /** @throws UndecodableRecordException if it is no CloudEvent 1.0 in binary mode */
    static EnvelopeHeaders of(Iterable<Header> headers) throws UndecodableRecordException {
        var envelope = new EnvelopeHeaders();
        for (Header header : headers) {
            envelope.take(header.key(), header.value());
        }
        if (!envelope.version.equals("1.0") || envelope.type.isEmpty() || envelope.source.isEmpty()) {
            throw new UndecodableRecordException("not a CloudEvent in binary mode: ce_specversion '" + envelope.version
                    + "', ce_type '" + envelope.type + "', ce_source '" + envelope.source + "'");
        }
        return envelope;
    }

    private void take(String key, byte @Nullable [] value) {
        if (value == null || !key.startsWith(PREFIX)) {
            return;
        }
        String text = new String(value, StandardCharsets.UTF_8);
        switch (key) {
            case "ce_specversion" -> version = text;
            case "ce_id" -> id = text;
            case "ce_source" -> source = text;
            case "ce_type" -> type = text;
            case "ce_subject" -> subject = text;
            case "ce_time" -> time = text;
            default -> {} // an extension: none is ours
        }
    }

    String type() {
        return type;
    }

    String source() {
        return source;
    }

    /** @throws IllegalArgumentException if there is none or it is no UUID */
    UUID id() {
        return UUID.fromString(required(id, "id"));
    }

    /** @throws IllegalArgumentException if there is none or it is no UUID */
    UUID subject() {
        return UUID.fromString(required(subject, "subject"));
    }

    /** @throws IllegalArgumentException if there is none or it is no time of RFC 3339 */
    Instant time() {
        try {
            return instant(required(time, "time"));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time is '" + time + "', not one of RFC 3339", e);
        }
    }

    private static String required(String value, String what) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("no " + what);
        }
        return value;
    }

    /** The library's parser, but for the one form that we write ourselves: {@code 2026-01-01T00:00:00[.123456789]Z}. */
    static Instant instant(String text) {
        int length = text.length();
        boolean usual = length >= 20
                && length <= 30
                && length != 21
                && text.charAt(length - 1) == 'Z'
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (length == 20 || text.charAt(19) == '.');
        int second = usual ? digits(text, 17, 19) : -1;
        int minute = usual ? digits(text, 14, 16) : -1;
        int hour = usual ? digits(text, 11, 13) : -1;
        int fraction = usual && length > 20 ? digits(text, 20, length - 1) : 0;
        int year = usual ? digits(text, 0, 4) : -1;
        if (year < 0
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59
                || fraction < 0) {
            return OffsetDateTime.parse(text).toInstant();
        }
        for (int missing = 30 - length; length > 20 && missing > 0; missing--) {
            fraction *= 10;
        }
        long day = LocalDate.of(year, digits(text, 5, 7), digits(text, 8, 10)).toEpochDay();
        return Instant.ofEpochSecond(day * SECONDS_A_DAY + hour * 3_600L + minute * 60L + second, fraction);
    }

    /** @return -1 if others are among them */
    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }
}
