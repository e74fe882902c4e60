package dev.hourglass.worker;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.run.AttemptDroppedException;
import dev.hourglass.run.RunLog;

/** One attempt's way into Kafka's log. */
final class KafkaRunLog implements RunLog {

    private final Outbox outbox;
    private final Execution execution;
    private final Runnable taken;

    /** @param taken called once Kafka has acknowledged that the attempt started, before it goes on */
    KafkaRunLog(Outbox outbox, Execution execution, Runnable taken) {
        this.outbox = outbox;
        this.execution = execution;
        this.taken = taken;
    }

    @Override
    public void append(Envelope envelope) {
        try {
            if (!outbox.append(EventCodec.encode(Topics.EVENTS, envelope), execution::isDropped)) {
                throw dropped();
            }
            if (envelope.event() instanceof Event.AttemptStarted) {
                if (!outbox.awaitEmpty(execution::isDropped)) {
                    throw dropped();
                }
                execution.announced();
                taken.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AttemptDroppedException("interrupted while it waited for Kafka");
        }
    }

    private AttemptDroppedException dropped() {
        return new AttemptDroppedException("attempt " + execution.attempt() + " was told to end");
    }
}
