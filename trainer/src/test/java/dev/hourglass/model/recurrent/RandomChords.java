package dev.hourglass.model.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Music without sense, of any shape. */
final class RandomChords {

    private RandomChords() {}

    /** Pieces of these many chords, every key sounding with probability 1/3; key 0 never sounds, the last always does. */
    static ChordSequences of(UniformRandomProvider random, int... chords) {
        List<boolean[][]> pieces = new ArrayList<>();
        for (int length : chords) {
            boolean[][] piece = new boolean[length][ChordSequences.KEYS];
            for (boolean[] chord : piece) {
                for (int key = 1; key < chord.length; key++) {
                    chord[key] = key == chord.length - 1 || random.nextDouble() < 1.0 / 3;
                }
            }
            pieces.add(piece);
        }
        return new ChordSequences(pieces);
    }
}
