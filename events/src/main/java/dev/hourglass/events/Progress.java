package dev.hourglass.events;

import java.util.OptionalLong;
import java.util.UUID;

/**
 * A heartbeat of one attempt.
 *
 * @param worker empty: it is no worker of ours, but the run's own program
 * @param stepsPerSecond NaN if it is not known
 * @param expectedEndMs UTC milliseconds; empty if it cannot be told
 * @param cpuLoad of the worker's process, in cores
 */
public record Progress(
        UUID run,
        UUID attempt,
        String worker,
        Clock clock,
        double stepsPerSecond,
        OptionalLong expectedEndMs,
        double cpuLoad,
        long memoryBytes)
        implements Beat {}
