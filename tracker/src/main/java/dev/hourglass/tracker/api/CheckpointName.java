package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Checkpoint;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** How a path names one of a run's checkpoints: by a step, or by the SHA-256 of the state. */
final class CheckpointName {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern STEP = Pattern.compile("[0-9]{1,18}");

    private CheckpointName() {}

    /** @param which by a step the one that counts; by a SHA-256 a superseded one, too */
    static Checkpoint find(UUID run, String which, List<Checkpoint> all) {
        boolean step = STEP.matcher(which).matches();
        if (!step && !SHA_256.matcher(which).matches()) {
            throw new BadParameter("the checkpoint", which, "a step, or a SHA-256 in 64 lower-case hex digits");
        }
        return all.stream()
                .filter(c -> step
                        ? c.step() == Long.parseLong(which) && !c.superseded()
                        : c.sha256().equals(which))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new NoSuchCheckpoint(
                        run, which, all.stream().map(Checkpoint::step).toList()));
    }
}
