package dev.hourglass.tracker.live;

import dev.hourglass.events.Progress;
import java.time.Instant;

/** @param at when Kafka took it */
public record Heartbeat(Progress progress, Instant at) {}
