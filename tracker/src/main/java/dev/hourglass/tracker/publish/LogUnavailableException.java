package dev.hourglass.tracker.publish;

import java.io.Serial;

/** Kafka did not take an event within the time it is given; whether it did after all is not known. */
public final class LogUnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    LogUnavailableException(Throwable cause) {
        super("Kafka did not take the event: " + cause.getMessage() + "; try again once it is back", cause);
    }
}
