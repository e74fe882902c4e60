package dev.hourglass.embedded;

/** Kafka or PostgreSQL did not come up; the message names server, port and folder. */
public final class ServerStartException extends RuntimeException {

    ServerStartException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    ServerStartException(String message) {
        super(message);
    }
}
