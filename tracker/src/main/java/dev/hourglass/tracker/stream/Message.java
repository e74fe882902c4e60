package dev.hourglass.tracker.stream;

import java.util.Optional;

/**
 * A server-sent event, written once for all who get it.
 *
 * @param event its name; empty for a comment, which only keeps the connection open
 * @param data JSON in one line
 * @param about of what it says how it is now: who has not got an earlier one about the same needs only this
 * @param id only on the last of the messages that belong together: who has it has all of them
 */
record Message(String event, String data, Optional<String> about, Optional<LogVector> id) {

    /** What a message takes in a queue beside its text. */
    private static final int OBJECT_BYTES = 200;

    /** That stands for itself. */
    static Message of(String event, String data) {
        return new Message(event, data, Optional.empty(), Optional.empty());
    }

    /** That says how something is now. */
    static Message now(String event, Object what, String data) {
        return new Message(event, data, Optional.of(event + " " + what), Optional.empty());
    }

    static Message keepAlive() {
        return of("", "");
    }

    Message with(LogVector id) {
        return with(Optional.of(id));
    }

    Message with(Optional<LogVector> id) {
        return new Message(event, data, about, id);
    }

    boolean isKeepAlive() {
        return event.isEmpty();
    }

    int size() {
        return event.length() + data.length() + OBJECT_BYTES;
    }
}
