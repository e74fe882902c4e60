package dev.hourglass.events;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What makes the records of this package valid by construction. */
final class Checks {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private Checks() {}

    static void notNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " is " + value + ", must not be negative");
        }
    }

    static void text(String what, String value, int most) {
        if (value.isBlank() || value.length() > most) {
            throw new IllegalArgumentException(
                    what + " has " + value.length() + " characters, must have 1 to " + most + ", not all blank");
        }
    }

    /** Both stand in one index of the read model, whose entries have at most 2,700 bytes. */
    static void tag(String key, String value) {
        text("tag's key", key, 200);
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > 2000) {
            throw new IllegalArgumentException("tag " + key + " has a value of " + bytes + " bytes, may have 2000");
        }
    }

    static void sha256(String what, String value) {
        if (!SHA_256.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " is '" + value + "', not a SHA-256 in 64 lower-case hex digits");
        }
    }

    static void length(String what, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(what + " has length " + length + ", must have " + expected);
        }
    }
}
