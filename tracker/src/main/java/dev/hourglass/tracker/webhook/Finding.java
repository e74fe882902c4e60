package dev.hourglass.tracker.webhook;

import java.util.UUID;

/**
 * Something to be told.
 *
 * @param id the event's
 * @param event completed, failed or lost
 * @param body JSON
 */
record Finding(UUID id, int partition, UUID run, String event, String body) {}
