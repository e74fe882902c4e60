package dev.hourglass.tracker.search;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a field is compared with; of a kind that the field has. */
public sealed interface Value {

    /** NaN and infinities among them; a duration is its seconds. */
    record Real(double value) implements Value {}

    record Text(String value) implements Value {}

    record Flag(boolean value) implements Value {}

    record Time(Instant value) implements Value {}

    /** A run, or all whose ids begin with the same digits: from {@code first} to {@code last}. */
    record Id(UUID first, UUID last) implements Value {

        private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{4,32}");

        /** An id, or at least four of its first hex digits, hyphens or not; empty if it is none. */
        public static Optional<Id> of(String text) {
            String digits = text.strip().toLowerCase(Locale.ROOT).replace("-", "");
            return DIGITS.matcher(digits).matches()
                    ? Optional.of(new Id(filled(digits, "0"), filled(digits, "f")))
                    : Optional.empty();
        }

        private static UUID filled(String digits, String with) {
            String all = digits + with.repeat(32 - digits.length());
            return new UUID(Long.parseUnsignedLong(all, 0, 16, 16), Long.parseUnsignedLong(all, 16, 32, 16));
        }
    }
}
