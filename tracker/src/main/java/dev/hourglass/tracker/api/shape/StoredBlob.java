package dev.hourglass.tracker.api.shape;

/** A blob that was taken. */
public record StoredBlob(String sha256, long bytes) {}
