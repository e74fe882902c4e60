package dev.hourglass.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Lines for people about one attempt that are not in the log yet: of many the last ones. */
final class AttemptLog {

    /** What an attempt may hold back, in characters. */
    private static final int MOST = 1 << 20;

    /** Of one event, in characters: up to three bytes each, below an event's limit. */
    private static final int PIECE = 200_000;

    private final StringBuilder pending = new StringBuilder();

    void add(Instant time, String line) {
        pending.append(time.truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(line)
                .append('\n');
        if (pending.length() > MOST) {
            int end = pending.indexOf("\n", pending.length() - MOST);
            pending.delete(0, end + 1);
        }
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** All that was added since the last call, in pieces that fit into an event. */
    List<String> take() {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < pending.length(); from += PIECE) {
            pieces.add(pending.substring(from, Math.min(from + PIECE, pending.length())));
        }
        pending.setLength(0);
        return pieces;
    }
}
