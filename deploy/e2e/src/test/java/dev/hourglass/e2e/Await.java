package dev.hourglass.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, never for a time. */
final class Await {

    private static final Duration BETWEEN = Duration.ofMillis(100);

    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    private Await() {}

    /** @throws AssertionError that names what did not come true within the time */
    static void until(String what, Duration atMost, Condition condition) {
        long end = System.nanoTime() + atMost.toNanos();
        Exception last = null;
        do {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IllegalStateException fatal) {
                throw fatal;
            } catch (Exception e) {
                last = e; // a server that is being killed answers with all kinds of errors
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        } while (System.nanoTime() < end);
        throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what, last);
    }
}
