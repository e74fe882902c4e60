package dev.hourglass.tracker.api.shape;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What happened to a run, as the log has it. */
@Schema(name = "EventPage", description = "The events of a run in the order of the log")
public record Trail(
        List<Entry> events,

        @Schema(description = "Send it as 'after' for the events that follow")
        Optional<String> next) {

    @Schema(name = "EventEntry")
    public record Entry(
            Position position,
            UUID id,
            @Schema(examples = "CheckpointSaved") String type,
            @Schema(examples = "worker/one") String source,
            Instant time,
            Optional<UUID> attempt,

            @Schema(description = "Number within the attempt, without gaps")
            Optional<Long> sequence,

            @Schema(
                    description =
                            "It changed nothing: its attempt was not the run's current one, or the run was not to be"
                                    + " trained. So the projection decided; of what it has not read yet it is false",
                    examples = "false")
            boolean refused,

            @Schema(description = "For people", examples = "checkpoint at step 10000 (periodic)")
            String summary,

            @Schema(description = "The event's fields; of long columns only how many")
            Map<String, Object> data) {

        public Entry asRefused() {
            return new Entry(position, id, type, source, time, attempt, sequence, true, "refused: " + summary, data);
        }
    }

    @Schema(name = "LogPosition")
    public record Position(int partition, long offset) {}
}
