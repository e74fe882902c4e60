package dev.hourglass.tracker.api.shape;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rebuild or verification of the read model. */
@Schema(name = "ProjectionJob", description = "A rebuild or verification; remembered for 30 days")
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
        Optional<Blobs> blobs,
        Optional<String> error,

        @Schema(description = "The schema that is built", examples = "read_2")
        Optional<String> readModel) {

    /** Whether the checkpoints' blobs are whole. */
    @Schema(
            name = "BlobFindings",
            description = "Of a verification: every blob that a checkpoint names is read and checked against its name."
                    + " Absent until the first were read, or if the tracker has no blob store")
    public record Blobs(
            @Schema(description = "Read up to now") long checked,
            long missing,
            long damaged,

            @Schema(description = "What is wrong with which blob, whose it is; a hundred of each kind at most")
            List<String> findings) {}

    /** Where to ask how it does. */
    @Schema(name = "StartedJob")
    public record Started(
            UUID id,

            @Schema(examples = "/api/v1/projection/jobs/...")
            String href) {}
}
