package dev.hourglass.tracker.api.shape;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far the read model is behind the log. */
@Schema(name = "Projection")
public record ProjectionState(
        @Schema(examples = "read_1") String readModel,
        List<Partition> partitions,
        @Schema(description = "Records in the log") long eventsInLog,

        @Schema(description = "Records the read model has taken in, dead letters included")
        long eventsProjected,

        long deadLetters,

        @Schema(description = "Events of attempts that were not the current one")
        long refusedEvents,

        @Schema(description = "Sequence numbers that never came")
        long gaps,

        boolean caughtUp) {

    @Schema(name = "ProjectionPartition")
    public record Partition(
            int partition,
            long nextOffset,
            long endOffset,
            long lag,

            @Schema(
                    description = "Waiting: for Kafka or PostgreSQL to come back",
                    enumeration = {"running", "waiting", "stopped"})
            String state,

            @Schema(description = "Why it does not run, and the mend")
            Optional<String> reason,

            @Schema(
                    description =
                            "Offset of the record that stops it, if one does; POST /projection/skip passes over it")
            Optional<Long> stoppedAt) {}
}
