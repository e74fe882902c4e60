package dev.hourglass.cli.chaos;

import dev.hourglass.cli.CommandFailedException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits for a condition, never for a time. */
public final class Await {

    private static final Duration BETWEEN = Duration.ofMillis(100);

    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    private Await() {}

    /** @throws CommandFailedException that names what did not come true within the time */
    public static void until(String what, Duration atMost, Condition condition) {
        long end = System.nanoTime() + atMost.toNanos();
        @Nullable Exception last = null;
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
        String message = "not within " + atMost.toSeconds() + " s: " + what;
        throw last == null
                ? new CommandFailedException(message)
                : new CommandFailedException(message + "; last: " + last, last);
    }
}
