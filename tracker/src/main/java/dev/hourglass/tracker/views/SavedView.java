package dev.hourglass.tracker.views;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page as somebody left it. */
@Schema(
        description = "A page as somebody left it, by name, for all who use this tracker",
        examples =
                "{\"id\": \"0199c0ff-ee00-7000-8000-000000000001\", \"name\": \"Do the branches collapse?\", \"page\": \"compare\","
                        + " \"address\": \"#/compare?runs=2a36fc38,f0714e50&metrics=aging&x=tau/tw\", \"revision\": 0, \"createdAt\":"
                        + " \"2026-03-10T16:15:50Z\", \"createdBy\": \"Ada\", \"updatedAt\": \"2026-03-10T16:15:50Z\","
                        + " \"updatedBy\": \"Ada\"}")
public record SavedView(
        UUID id,
        @Schema(examples = "Do the branches collapse?") String name,
        @Schema(examples = "compare") String page,

        @Schema(description = "Of the page, from its # on", examples = "#/compare?runs=2a36fc38,f0714e50&metrics=aging")
        String address,

        @Schema(description = "How often it was changed; its ETag")
        long revision,

        Instant createdAt,
        @Schema(examples = "Ada") String createdBy,
        Instant updatedAt,
        @Schema(examples = "Ada") String updatedBy) {}
