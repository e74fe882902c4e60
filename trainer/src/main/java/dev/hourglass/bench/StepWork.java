package dev.hourglass.bench;

import dev.hourglass.model.recurrent.ChordSequences;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Operations that one learning step with stale deltas does in its products. A multiplication and its addition are two; N transitions
 * in C pieces with q sounding keys in all inputs together, k = 54 keys, width w, depth d, batch p:
 *
 * <pre>
 *   forward   q (w + k) + 2 [N ((d-1) w^2 + w k) + (N - C) d w^2]     J0 and W by addition; J, K; M from the second chord on
 *   backward            2 [N ((d-1) w^2 + w k) + (N - C) d w^2]     J', K'; M' up to the last but one
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
        double inputs = soundingKeys(chords) * (w + k);
        double oneWay = 2 * (n * (between + w * k) + (n - c) * recurrent);
        double sums = 2 * batch * (k * w + between + w * k + k * k + recurrent);
        return inputs + 2 * oneWay + sums;
    }

    private static long soundingKeys(ChordSequences chords) {
        return chords.pieces().stream()
                .flatMap(piece -> Arrays.stream(piece, 0, piece.length - 1))
                .mapToLong(chord -> IntStream.range(0, chord.length)
                        .filter(key -> chord[key])
                        .count())
                .sum();
    }
}
