package dev.hourglass.tracker.live;

import dev.hourglass.events.Beat;
import java.time.Instant;

/** @param at when Kafka took it */
public record WorkerBeat(Beat beat, Instant at) {}
