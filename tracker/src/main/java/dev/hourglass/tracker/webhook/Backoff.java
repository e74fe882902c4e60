package dev.hourglass.tracker.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to try again: after {@code first}, then twice as long each time up to {@code longest}, each time between a half and one and a
 * half of that, so that what failed together does not come back together.
 */
record Backoff(Duration first, Duration longest, Duration giveUpAfter) {

    static final Backoff USUAL = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(30), Duration.ofHours(24));

    /** @param failures so far, from 1 */
    Duration after(int failures, RandomGenerator random) {
        double whole = Math.min(longest.toMillis(), first.toMillis() * Math.pow(2, failures - 1));
        return Duration.ofMillis((long) (whole * random.nextDouble(0.5, 1.5)));
    }
}
