package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Refusal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Several runs' ids begin or end so. */
final class AmbiguousRun extends Refusal {

    private static final long serialVersionUID = 1;

    AmbiguousRun(String part, List<UUID> candidates, boolean more) {
        super(
                409,
                "Ambiguous run",
                "'" + part + "' begins or ends the ids of several runs, give more digits: "
                        + candidates.stream().map(UUID::toString).collect(Collectors.joining(", "))
                        + (more ? ", ..." : ""));
    }
}
