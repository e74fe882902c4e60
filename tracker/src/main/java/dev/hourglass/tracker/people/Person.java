package dev.hourglass.tracker.people;

import dev.hourglass.tracker.door.Role;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody who may come in. */
@Schema(description = "Somebody who may come in; never deleted, because the log names people by id")
record Person(
        @Schema(description = "Opaque; what events call this person by")
        UUID id,

        @Schema(examples = "Ada") String name,
        Role role,
        Instant createdAt) {}
