package dev.hourglass.events.codec;

import dev.hourglass.events.Envelope;

/** An event above the log's limit; batches are to be split before, anything else is refused. */
public final class EventTooLargeException extends RuntimeException {

    public EventTooLargeException(Envelope envelope, int bytes) {
        super(envelope.event().getClass().getSimpleName() + " of "
                + envelope.event().subject() + " has " + bytes + " bytes, more than an event may have ("
                + EventCodec.MAX_EVENT_BYTES + "): split it");
    }
}
