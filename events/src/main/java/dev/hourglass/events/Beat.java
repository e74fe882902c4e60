package dev.hourglass.events;

/** A heartbeat. Not part of the log. */
public sealed interface Beat permits Progress, IdleWorker {

    /** By its name; empty: it is no worker of ours, but the run's own program. */
    String worker();

    /** Of the worker's process, in cores. */
    double cpuLoad();

    /** Of the worker's process. */
    long memoryBytes();
}
