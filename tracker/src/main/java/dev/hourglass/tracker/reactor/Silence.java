package dev.hourglass.tracker.reactor;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Since when each attempt has not been heard, by this process's monotonic clock and only while it could be heard. All times in
 * nanoseconds of that clock.
 */
final class Silence {

    private final long mostBetweenTurns;
    private final Map<UUID, Long> heard = new HashMap<>();
    private final Map<UUID, Long> watched = new HashMap<>();
    private long deafUntil;
    private long lastTurn;

    /** @param mostBetweenTurns after a longer pause between turns, whatever stopped this process, all silence begins anew */
    Silence(long now, long mostBetweenTurns) {
        this.mostBetweenTurns = mostBetweenTurns;
        this.deafUntil = now;
        this.lastTurn = now;
    }

    /** Begins a turn. @param hearing whether what an attempt says now would arrive */
    void turn(long now, boolean hearing) {
        if (!hearing || now - lastTurn > mostBetweenTurns) {
            deafUntil = now;
        }
        lastTurn = now;
    }

    void heard(UUID attempt, long now) {
        heard.put(attempt, now);
    }

    /** Whether it was heard at all. */
    boolean knows(UUID attempt) {
        return heard.containsKey(attempt);
    }

    /** How long the attempt could have been heard and was not. The first call for an attempt begins to watch it. */
    long of(UUID attempt, long now) {
        long since = watched.computeIfAbsent(attempt, a -> now);
        long last = heard.getOrDefault(attempt, since);
        return now - latest(latest(since, last), deafUntil);
    }

    /** Whether it was heard later than {@code after} nanoseconds since it was first watched. */
    boolean spoke(UUID attempt, long after) {
        Long since = watched.get(attempt);
        Long last = heard.get(attempt);
        return since != null && last != null && last - since > after;
    }

    /** Forgets all other attempts. */
    void retain(Set<UUID> attempts) {
        watched.keySet().retainAll(attempts);
        heard.keySet().retainAll(attempts);
    }

    /** By difference: the clock may wrap. */
    private static long latest(long a, long b) {
        return a - b > 0 ? a : b;
    }
}
