package dev.hourglass.tracker.api.shape;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One execution of a run by one worker. */
@Schema(description = "One execution of a run by one worker, with all that tells whether two results can be compared")
public record Attempt(
        UUID id,

        @Schema(description = "By its order in the log, from 1")
        int number,

        UUID run,
        @Schema(description = "The attempt before it") Optional<UUID> follows,
        Instant startedAt,
        Optional<Instant> endedAt,

        @Schema(enumeration = {"paused", "completed", "failed", "cancelled", "lost", "superseded"})
        Optional<String> end,

        long fromStep,
        double fromTau,

        @Schema(description = "SHA-256 of the state it started from; absent: the spec's own start")
        Optional<String> checkpoint,

        long lastStep,

        @Schema(description = "Its own points beyond this step no longer count: a later attempt went on from there")
        Optional<Long> supersededFrom,

        @Schema(description = "Events that came when it was not the current attempt")
        long refusedEvents,

        @Schema(description = "Sequence numbers that never came")
        long gaps,

        String engineVersion,
        String gitCommit,
        String dataName,
        String dataSha256,
        String jvm,
        String os,
        String cpu,

        @Schema(
                description = "The dense kernel; results of another are not comparable to the bit",
                examples = "openblas")
        String kernel,

        int threads,
        String worker) {}
