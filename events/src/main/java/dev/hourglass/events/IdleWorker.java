package dev.hourglass.events;

/** A heartbeat of a worker that has no attempt and waits for one. */
public record IdleWorker(String worker, double cpuLoad, long memoryBytes) implements Beat {}
