package dev.hourglass.data;

import dev.hourglass.model.recurrent.ChordSequences;
import java.util.List;

/** From chorales as lists of steps of MIDI pitches, the form of the file, to keys. */
final class PitchSteps {

    private PitchSteps() {}

    /** @throws IllegalArgumentException for a pitch outside the keys */
    static ChordSequences toKeys(List<List<List<Integer>>> chorales) {
        return new ChordSequences(chorales.stream().map(PitchSteps::keys).toList());
    }

    private static boolean[][] keys(List<List<Integer>> steps) {
        var keys = new boolean[steps.size()][ChordSequences.KEYS];
        for (int t = 0; t < keys.length; t++) {
            for (int pitch : steps.get(t)) {
                int key = pitch - ChordSequences.LOWEST_PITCH;
                if (key < 0 || key >= ChordSequences.KEYS) {
                    throw new IllegalArgumentException("step " + t + " has MIDI pitch " + pitch + ", outside "
                            + ChordSequences.LOWEST_PITCH + ".."
                            + (ChordSequences.LOWEST_PITCH + ChordSequences.KEYS - 1));
                }
                keys[t][key] = true;
            }
        }
        return keys;
    }
}
