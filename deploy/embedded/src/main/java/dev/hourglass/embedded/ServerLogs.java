package dev.hourglass.embedded;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the servers' chatter out of the caller's log: warnings only. Works where SLF4J ends in java.util.logging. */
final class ServerLogs {

    /** Held here because java.util.logging forgets loggers that nobody holds, and their levels with them. */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("kafka"),
            Logger.getLogger("org.apache.kafka"),
            Logger.getLogger("state.change.logger"),
            Logger.getLogger("io.zonky"));

    /** Warns of every start. */
    private static final Logger CONTROLLER = Logger.getLogger("org.apache.kafka.controller");

    private static final Logger NETWORK = Logger.getLogger("org.apache.kafka.clients.NetworkClient");

    private ServerLogs() {}

    static void quiet() {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        CONTROLLER.setLevel(Level.SEVERE);
        // A broker in the same JVM as its controller warns so at every stop.
        NETWORK.setFilter(record -> !record.getMessage().contains("NetworkClient that has already been closed"));
    }
}
