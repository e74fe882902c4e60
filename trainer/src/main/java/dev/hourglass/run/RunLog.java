package dev.hourglass.run;

import dev.hourglass.events.Envelope;

/** Where the events of an attempt go: Kafka's log, or a file. Called by one thread at a time. */
@FunctionalInterface
public interface RunLog {

    /**
     * Takes the event, after all that were appended before; waits while there is no room for it.
     *
     * @throws AttemptDroppedException if the attempt was told to end while it waited
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    void append(Envelope envelope);
}
