package dev.hourglass.tracker.external;

import dev.hourglass.events.Clock;
import dev.hourglass.events.Event;
import dev.hourglass.events.Origin;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** A call of a program that becomes events of its attempt. */
sealed interface Call {

    UUID run();

    UUID attempt();

    /** The program's number of it, from 1. */
    long number();

    /** @param columns what was measured, by metric, each in the order in which it was sent */
    record Points(UUID run, UUID attempt, long number, Map<String, List<Sample>> columns) implements Call {
        long size() {
            return columns.values().stream().mapToLong(List::size).sum();
        }
    }

    record Finish(UUID run, UUID attempt, long number, Function<Origin, Event> event) implements Call {}

    /** One value of one metric. */
    record Sample(Clock clock, double value) {}
}
