package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Refusal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** A run has no such checkpoint, and inherits none. */
final class NoSuchCheckpoint extends Refusal {

    private static final long serialVersionUID = 1;
    private static final int NAMED = 40;

    /** @param steps of those there are */
    NoSuchCheckpoint(UUID run, String which, List<Long> steps) {
        super(
                404,
                "No such checkpoint",
                "run " + run + " has no checkpoint " + which + "; " + list(steps),
                "GET /runs/" + run + "/checkpoints");
    }

    private static String list(List<Long> steps) {
        if (steps.isEmpty()) {
            return "it has none yet";
        }
        List<Long> each = steps.stream().distinct().toList();
        String named = each.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return "there are those at steps " + named
                + (each.size() > NAMED ? " and " + (each.size() - NAMED) + " more" : "") + ", its parent's among them";
    }
}
