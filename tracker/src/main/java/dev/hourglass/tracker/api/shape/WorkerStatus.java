package dev.hourglass.tracker.api.shape;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A worker, by its last heartbeat. */
@Schema(name = "Worker", description = "A worker that spoke within the last minute")
public record WorkerStatus(
        String name,
        Optional<UUID> run,
        Optional<UUID> attempt,
        @Schema(description = "How far the run is") Optional<Long> step,
        Optional<Double> stepsPerSecond,

        @Schema(description = "Of its process, in cores", examples = "0.98")
        double cpuLoad,

        long memoryBytes,
        Instant heartbeatAt) {}
