package dev.hourglass.tracker.api.shape;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What this tracker is. */
public record Info(
        @Schema(examples = "0.1.0") String version,

        @Schema(description = "What it was built from; 'unknown' outside a repository")
        String gitCommit,

        @Schema(description = "The schema that is live", examples = "read_1")
        String readModel,

        Instant startedAt,
        long experiments,
        long runs,

        @Schema(description = "Where data sets are looked for on the tracker's machine")
        Optional<List<String>> dataDirs) {}
