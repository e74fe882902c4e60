package dev.hourglass.tracker.publish;

/** Where a record stands in the log. */
public record LogPosition(int partition, long offset) {}
