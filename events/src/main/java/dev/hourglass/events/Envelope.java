package dev.hourglass.events;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it stands in the log.
 *
 * @param id names this event for ever; a repeated one has the same
 * @param source who published it: {@code worker/<name>}, {@code tracker/<name>}
 * @param time when it was published, by the publisher's clock; millisecond precision
 */
public record Envelope(UUID id, String source, Instant time, Event event) {}
