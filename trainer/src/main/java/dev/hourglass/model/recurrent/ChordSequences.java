package dev.hourglass.model.recurrent;

import java.util.List;

/**
 * Pieces of music as the network sees them. Key i is MIDI pitch {@link #LOWEST_PITCH} + i. A transition is a chord and its
 * successor in the same piece; transitions are numbered from 0 in the order of the pieces, time ascending within a piece.
 *
 * @param pieces each {@code [time][key]}, true where the key sounds; a chord may be empty. Not copied, not modified.
 */
public record ChordSequences(List<boolean[][]> pieces) {

    public static final int KEYS = 54;
    public static final int LOWEST_PITCH = 43;

    public ChordSequences {
        pieces = List.copyOf(pieces);
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("no pieces: a network needs at least one transition to learn");
        }
        for (int piece = 0; piece < pieces.size(); piece++) {
            check(piece, pieces.get(piece));
        }
    }

    private static void check(int piece, boolean[][] chords) {
        if (chords.length < 2) {
            throw new IllegalArgumentException(
                    "piece " + piece + " has " + chords.length + " chords, so no transition; at least 2 are needed");
        }
        for (int t = 0; t < chords.length; t++) {
            if (chords[t].length != KEYS) {
                throw new IllegalArgumentException(
                        "piece " + piece + ", chord " + t + " has " + chords[t].length + " keys, not " + KEYS);
            }
        }
    }

    /** The first {@code count} pieces. */
    public ChordSequences first(int count) {
        if (count < 1 || count > pieces.size()) {
            throw new IllegalArgumentException("asked for " + count + " of " + pieces.size() + " pieces");
        }
        return new ChordSequences(pieces.subList(0, count));
    }

    public int transitions() {
        return pieces.stream().mapToInt(chords -> chords.length - 1).sum();
    }
}
