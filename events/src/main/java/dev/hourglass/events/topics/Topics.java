package dev.hourglass.events.topics;

/** Names shared by those who write and those who read. */
public final class Topics {

    /** The log: everything that happened, keyed by subject, kept for ever. */
    public static final String EVENTS = "hourglass.events";

    /** Runs that wait for a worker; one partition, so that no idle member misses what waits in another's. */
    public static final String WORK = "hourglass.work";

    /** From the tracker to the workers. */
    public static final String COMMANDS = "hourglass.commands";

    /** Heartbeats. */
    public static final String PROGRESS = "hourglass.progress";

    /** The share group that hands out work. */
    public static final String WORKERS_GROUP = "workers";

    /** The trackers of one log: they share its partitions. */
    public static final String PROJECTION_GROUP = "hourglass-projection";

    private Topics() {}
}
