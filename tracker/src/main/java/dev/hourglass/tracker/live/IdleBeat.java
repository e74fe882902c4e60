package dev.hourglass.tracker.live;

import dev.hourglass.events.IdleWorker;
import java.time.Instant;

/** @param at when Kafka took it */
public record IdleBeat(IdleWorker idle, Instant at) {}
