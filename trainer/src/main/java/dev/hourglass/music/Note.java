package dev.hourglass.music;

import dev.hourglass.model.recurrent.ChordSequences;
import java.util.ArrayList;
import java.util.List;

/**
 * A key that sounds for a while. A key that sounds in successive chords is one long note: in the data a half note is the same chord
 * twice, and nothing tells it from two quarters.
 *
 * @param pitch MIDI's
 * @param start in quarter notes from the beginning
 * @param quarters how long it sounds
 */
public record Note(int pitch, int start, int quarters) {

    /** @return when it sounds no more, in quarter notes from the beginning */
    public int end() {
        return start + quarters;
    }

    /**
     * By their beginnings, and by pitch where these are equal.
     *
     * @param chords {@code [time][key]}; key i is MIDI pitch {@value ChordSequences#LOWEST_PITCH} + i. Not modified.
     */
    public static List<Note> of(boolean[][] chords) {
        List<Note> notes = new ArrayList<>();
        for (int t = 0; t < chords.length; t++) {
            for (int key = 0; key < ChordSequences.KEYS; key++) {
                if (chords[t][key] && (t == 0 || !chords[t - 1][key])) {
                    int end = t + 1;
                    while (end < chords.length && chords[end][key]) {
                        end++;
                    }
                    notes.add(new Note(ChordSequences.LOWEST_PITCH + key, t, end - t));
                }
            }
        }
        return List.copyOf(notes);
    }
}
