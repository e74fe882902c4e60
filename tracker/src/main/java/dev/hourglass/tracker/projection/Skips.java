package dev.hourglass.tracker.projection;

import dev.hourglass.events.Event;
import dev.hourglass.events.Event.RecordSkipped;
import dev.hourglass.tracker.kafka.KafkaClients;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The records that are passed over because a RecordSkipped further on in their partition says so; the first such word counts. */
final class Skips {

    private final EventScan scan;
    private final Map<Integer, Map<Long, RecordSkipped>> skipped = new HashMap<>();

    Skips(KafkaClients kafka) {
        scan = new EventScan(kafka, Set.of(RecordSkipped.class));
    }

    /** @param from what lies before in a partition is behind the projection */
    void look(Map<Integer, Long> from) {
        scan.scan(from, this::take);
    }

    /** What somebody else's scan found. */
    void take(EventScan.Found found) {
        if (found.event() instanceof RecordSkipped skip && counts(skip, found.partition(), found.offset())) {
            skipped.computeIfAbsent(skip.partition(), p -> new HashMap<>()).putIfAbsent(skip.offset(), skip);
        }
    }

    /** By offset. */
    Map<Long, RecordSkipped> of(int partition) {
        return skipped.getOrDefault(partition, Map.of());
    }

    /** A word on another partition, or on what is yet to come, would be found by some and not by others. */
    static boolean counts(Event.RecordSkipped skip, int partition, long offset) {
        return skip.partition() == partition && skip.offset() < offset;
    }
}
