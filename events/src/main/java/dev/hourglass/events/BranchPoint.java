package dev.hourglass.events;

import java.util.UUID;

/**
 * Where a branch left its parent.
 *
 * @param attempt the parent's attempt that made the checkpoint: the branch inherits that attempt's chain, whatever the parent
 *     does later
 * @param checkpoint SHA-256 of the state
 */
public record BranchPoint(UUID parent, UUID attempt, long step, double tau, String checkpoint) {
    public BranchPoint {
        Checks.notNegative("step", step);
        Checks.sha256("checkpoint", checkpoint);
    }
}
