package dev.hourglass.events.codec;

/** A record or line that is no event of ours: cut short, not protobuf, of an unknown type, or with a wrong value. */
public final class UndecodableRecordException extends Exception {

    public UndecodableRecordException(String message) {
        super(message);
    }

    public UndecodableRecordException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
