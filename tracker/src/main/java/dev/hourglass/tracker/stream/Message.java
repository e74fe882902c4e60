package dev.hourglass.tracker.stream;

import java.util.Optional;

/**
 * A server-sent event, written once for all who get it.
 *
 * @param event its name; empty for a comment, which only keeps the connection open
 * @param data JSON in one line
 * @param id only on the last of the messages that belong together: who has it has all of them
 */
record Message(String event, String data, Optional<LogVector> id) {

    static Message of(String event, String data) {
        return new Message(event, data, Optional.empty());
    }

    static Message keepAlive() {
        return of("", "");
    }

    Message with(LogVector id) {
        return new Message(event, data, Optional.of(id));
    }

    boolean isKeepAlive() {
        return event.isEmpty();
    }

    int size() {
        return event.length() + data.length() + 32;
    }
}
