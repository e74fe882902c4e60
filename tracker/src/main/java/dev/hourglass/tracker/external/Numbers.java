package dev.hourglass.tracker.external;

import dev.hourglass.events.Origin;
import java.util.UUID;

/**
 * The program numbers its calls 1, 2, 3, ...; the log numbers events. A call owns {@link #SPAN} numbers of the log, because its
 * points may need an event for each metric: call {@code n} those behind {@code (n - 1) * SPAN} up to {@code n * SPAN}.
 * AttemptStarted is 0.
 */
final class Numbers {

    /** Also the most metrics in a call, so that each may have an event of its own. */
    static final int SPAN = 1024;

    private Numbers() {}

    /** The last call whose events are all there. A call of which only some are is sent again as a whole. */
    static long lastCall(long lastSequence) {
        return lastSequence / SPAN;
    }

    /** Of all events of the calls from first to last in one. */
    static Origin whole(UUID attempt, long first, long last) {
        return new Origin(attempt, last * SPAN, (last - first + 1) * SPAN - 1);
    }

    /** Of event {@code index} of {@code count} of one call. The last stands for all numbers left, so that there is no gap. */
    static Origin part(UUID attempt, long call, int index, int count) {
        long first = (call - 1) * SPAN + 1 + index;
        long last = index == count - 1 ? call * SPAN : first;
        return new Origin(attempt, last, last - first);
    }
}
