package dev.hourglass.tracker.door;

import java.util.stream.Stream;

/** Revisions of what people change, as the headers ETag and If-Match have them: whoever changes a thing says what they saw of it. */
public final class Revisions {

    /** In If-Match: whatever it is. */
    public static final String ANY = "*";

    private Revisions() {}

    public static String etag(long revision) {
        return "\"" + revision + "\"";
    }

    /** Whether a header If-Match, other than {@link #ANY}, lists the revision. */
    public static boolean lists(String ifMatch, long revision) {
        return Stream.of(ifMatch.split(",", -1)).map(String::strip).anyMatch(etag(revision)::equals);
    }
}
