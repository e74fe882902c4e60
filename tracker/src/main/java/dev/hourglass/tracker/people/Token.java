package dev.hourglass.tracker.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is known of a token, which is not the token. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(description = "What is known of a token; the token itself was shown once and is not kept")
record Token(
        UUID id,
        @Schema(examples = "laptop") String name,
        @Schema(description = "Id of whose it is") UUID person,
        String personName,
        Instant createdAt,
        @Schema(description = "Absent: it does not expire") Optional<Instant> expiresAt,

        @Schema(description = "To the hour; absent: never") Optional<Instant> lastUsedAt,

        Optional<Instant> revokedAt) {}
