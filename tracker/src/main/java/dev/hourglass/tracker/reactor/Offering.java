package dev.hourglass.tracker.reactor;

import dev.hourglass.events.WorkOffered;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.publish.EventPublisher;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Offers runs that nobody executes: once, and again if the offer was taken and no attempt came of it. Two offers of one need do no
 * harm: the second attempt does not follow the current one and is refused.
 */
final class Offering {

    private final OpenRuns runs;
    private final WorkQueue queue;
    private final EventPublisher publisher;
    private final long againAfterNanos;
    private final Map<UUID, Offered> offered = new HashMap<>();

    /** Why the run needed a worker: another reason is another need. */
    private record Need(Optional<UUID> follows, int losses, Instant since) {}

    private record Offered(Need need, long atNanos) {}

    Offering(OpenRuns runs, WorkQueue queue, EventPublisher publisher, long againAfterNanos) {
        this.runs = runs;
        this.queue = queue;
        this.publisher = publisher;
        this.againAfterNanos = againAfterNanos;
    }

    void turn(List<OpenRun> open, long now) throws SQLException {
        List<OpenRun> waiting = open.stream().filter(OpenRun::needsWorker).toList();
        offered.keySet().retainAll(waiting.stream().map(OpenRun::id).toList());
        if (waiting.isEmpty()) {
            return;
        }
        queue.refresh();
        for (OpenRun run : waiting) {
            var need = new Need(run.attempt(), run.losses(), run.updatedAt());
            if (!queue.holds(run.id(), run.attempt()) && isDue(offered.get(run.id()), need, now)) {
                offer(run, need, now);
            }
        }
    }

    private boolean isDue(@Nullable Offered last, Need need, long now) {
        return last == null || !last.need.equals(need) || now - last.atNanos > againAfterNanos;
    }

    private void offer(OpenRun run, Need need, long now) throws SQLException {
        Optional<WorkOffered> work = runs.work(run.id());
        // Read anew: what was read a moment ago may have moved on.
        if (work.isPresent() && work.get().follows().equals(run.attempt())) {
            var message = new ProducerRecord<>(Topics.WORK, run.id().toString(), MessageCodec.encode(work.get()));
            queue.added(work.get(), publisher.send(message).offset());
            offered.put(run.id(), new Offered(need, now));
        }
    }
}
