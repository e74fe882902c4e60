package dev.hourglass.bench;

import dev.hourglass.model.recurrent.ChordSequences;

/**
 * Operations that one learning step with stale deltas cannot do without. A multiplication and its addition are two; N transitions
 * in C pieces, k = 54 keys, width w, depth d, batch p:
 *
 * <pre>
 *   forward   2 [N (k w + (d-1) w^2 + w k + k^2) + (N - C) d w^2]     J, K, W; M from the second chord on
 *   backward  2 [N (k w + (d-1) w^2)             + (N - C) d w^2]     K', J'; M' up to the last but one
 *   sums      2 p (k w + (d-1) w^2 + w k + k^2 + d w^2)
 * </pre>
 *
 * Left out: tanh, the orthogonal projection and everything else that is not a product of the network, though the step does it.
 */
final class StepWork {

    private StepWork() {}

    static double operations(ChordSequences chords, int depth, int width, int batch) {
        double n = chords.transitions();
        double c = chords.pieces().size();
        double k = ChordSequences.KEYS;
        double w = width;
        double between = (depth - 1) * w * w;
        double recurrent = depth * w * w;
        double forward = n * (k * w + between + w * k + k * k) + (n - c) * recurrent;
        double backward = n * (k * w + between) + (n - c) * recurrent;
        double sums = batch * (k * w + between + w * k + k * k + recurrent);
        return 2 * (forward + backward + sums);
    }
}
