package dev.hourglass.tracker.reactor;

import dev.hourglass.events.Command;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.publish.EventPublisher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tells workers what was asked of their runs, until an event of theirs answers, and strays to stop. */
final class Commanding {

    private static final long AGAIN = TimeUnit.SECONDS.toNanos(3);

    private final EventPublisher publisher;
    private final Map<Told, Long> told = new HashMap<>();

    private record Told(UUID run, UUID attempt, Command.Kind kind) {}

    Commanding(EventPublisher publisher) {
        this.publisher = publisher;
    }

    void turn(List<OpenRun> open, long now) {
        told.values().removeIf(at -> now - at > AGAIN);
        for (OpenRun run : open) {
            run.attempt().ifPresent(attempt -> {
                switch (run.state()) {
                    case PAUSING -> tell(run.id(), attempt, Command.Kind.PAUSE, "asked to pause", now);
                    case CANCELLING -> tell(run.id(), attempt, Command.Kind.CANCEL, "asked to cancel", now);
                    case RUNNING -> {
                        if (run.checkpointAsked()) {
                            tell(run.id(), attempt, Command.Kind.CHECKPOINT, "asked for a checkpoint", now);
                        }
                    }
                    case QUEUED, PAUSED, LOST, COMPLETED, FAILED, CANCELLED -> {}
                }
            });
        }
    }

    void stop(UUID run, UUID attempt, long now) {
        tell(run, attempt, Command.Kind.STOP, "another attempt, or nobody, executes the run", now);
    }

    private void tell(UUID run, UUID attempt, Command.Kind kind, String reason, long now) {
        if (told.putIfAbsent(new Told(run, attempt, kind), now) == null) {
            var command = new Command(run, Optional.of(attempt), kind, reason);
            publisher.send(new ProducerRecord<>(Topics.COMMANDS, run.toString(), MessageCodec.encode(command)));
        }
    }
}
