package dev.hourglass.tracker.door;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.hourglass.events.Word;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody may do; each role includes the ones before it. */
@Schema(
        description =
                "viewer reads; editor also acts on runs; admin also settles people, tokens and the tracker itself;"
                        + " none may do nothing")
public enum Role implements Word {
    /** Nothing: a stranger, or somebody who has left. */
    NONE,
    /** Reads. */
    VIEWER,
    /** Also acts on runs: creates, branches, pauses, publishes. */
    EDITOR,
    /** Also rebuilds, and settles who may do what. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    @Override
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
