package dev.hourglass.cli;

/** The command could not do what it was asked; the message is for people and the exit code is 1. */
public final class CommandFailedException extends RuntimeException {

    public CommandFailedException(String message) {
        super(message);
    }

    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
