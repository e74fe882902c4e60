package dev.hourglass.cli.stack;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Allows so many restarts within a sliding time. */
final class RestartLimit {

    private final int most;
    private final long windowNanos;
    private final Deque<Long> restarts = new ArrayDeque<>();

    RestartLimit(int most, Duration window) {
        this.most = most;
        this.windowNanos = window.toNanos();
    }

    /** Counts one more restart, if it is allowed. */
    boolean allows(long nowNanos) {
        while (!restarts.isEmpty() && nowNanos - restarts.peekFirst() > windowNanos) {
            restarts.removeFirst();
        }
        if (restarts.size() >= most) {
            return false;
        }
        restarts.addLast(nowNanos);
        return true;
    }

    /** Restarts counted within the time. */
    int used() {
        return restarts.size();
    }
}
