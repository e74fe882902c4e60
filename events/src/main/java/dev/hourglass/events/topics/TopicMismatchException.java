package dev.hourglass.events.topics;

import java.util.List;

/** The log's topic is not what it must be; going on could lose the truth. */
public final class TopicMismatchException extends Exception {

    private final List<String> differences;

    public TopicMismatchException(List<String> differences) {
        super("topic " + Topics.EVENTS + ": " + String.join("; ", differences));
        this.differences = List.copyOf(differences);
    }

    public List<String> differences() {
        return differences;
    }
}
