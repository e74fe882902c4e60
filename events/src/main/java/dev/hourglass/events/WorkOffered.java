package dev.hourglass.events;

import java.util.Optional;
import java.util.UUID;

/**
 * A run that waits for a worker. Not part of the log: it travels on the topic of work and may be offered again.
 *
 * @param spec canonical JSON
 * @param follows the attempt that a new one has to follow; empty for the first
 * @param checkpoint SHA-256 of the run's own checkpoint to go on from; empty: from the start, or from the branch point
 * @param parent of a branch, also when it resumes
 * @param from where the attempt goes on: the checkpoint's step and tau, else the branch point's, else 0. An attempt that
 *     cannot read its checkpoint still says truthfully where it meant to go on, and so supersedes nothing before that
 */
public record WorkOffered(
        UUID run,
        String spec,
        Optional<UUID> follows,
        Optional<String> checkpoint,
        Optional<BranchPoint> parent,
        Clock from) {
    public WorkOffered {
        checkpoint.ifPresent(sha -> Checks.sha256("checkpoint", sha));
    }
}
