package dev.hourglass.events;

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
