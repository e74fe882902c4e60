package dev.hourglass.tracker.search;

/** One key of an order. What has no value, and NaN, stands last in either direction. */
public record SortKey(Field field, boolean descending) {}
