package dev.hourglass.tracker.api.shape;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rebuild or verification of the read model. */
@Schema(name = "ProjectionJob", description = "A rebuild or verification; forgotten when the tracker that runs it ends")
public record Job(
        UUID id,
        @Schema(enumeration = {"rebuild", "verify"}) String kind,
        @Schema(enumeration = {"running", "done", "failed"}) String state,
        long recordsDone,
        long recordsTotal,

        @Schema(description = "When the records will be done, as fast as it went up to now")
        Optional<Instant> expectedEndAt,

        @Schema(description = "Of what the live read model says, layout aside")
        Optional<String> digestLive,

        Optional<String> digestRebuilt,
        @Schema(description = "Whether the two digests are") Optional<Boolean> equal,
        Optional<String> error,

        @Schema(description = "The schema that is built", examples = "read_2")
        Optional<String> readModel) {

    /** Where to ask how it does. */
    @Schema(name = "StartedJob")
    public record Started(
            UUID id,

            @Schema(examples = "/api/v1/projection/jobs/...")
            String href) {}
}
