package dev.hourglass.model.recurrent;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All transitions as rows, in the order in which the network can work them off: time by time, and within one time the pieces from
 * the longest to the shortest. A piece that has ended falls off the end, so the rows at one time are a prefix of the rows at the time before.
 */
final class TimeMajor {

    private static final int KEYS = ChordSequences.KEYS;

    private final Standardisation standardisation;
    private final double[] inputs;
    private final int[] soundingKeys;
    private final int[] firstSounding;
    private final double[] targets;
    private final int[] firstRow;
    private final int[] rowOfTransition;
    private final int[] previousRow;

    TimeMajor(ChordSequences chords, Standardisation standardisation) {
        List<boolean[][]> pieces = chords.pieces();
        int rows = chords.transitions();
        this.standardisation = standardisation;
        inputs = new double[rows * KEYS];
        soundingKeys = new int[soundingKeys(pieces)];
        firstSounding = new int[rows + 1];
        targets = new double[rows * KEYS];
        rowOfTransition = new int[rows];
        previousRow = new int[rows];
        int[] byLength = IntStream.range(0, pieces.size())
                .boxed()
                .sorted(Comparator.comparingInt(piece -> -pieces.get(piece).length))
                .mapToInt(piece -> piece)
                .toArray();
        int[] firstTransition = firstTransitions(pieces);
        firstRow = new int[pieces.get(byLength[0]).length];
        int row = 0;
        for (int t = 0; t < times(); t++) {
            firstRow[t] = row;
            for (int place = 0; place < byLength.length && t < pieces.get(byLength[place]).length - 1; place++) {
                boolean[][] piece = pieces.get(byLength[place]);
                standardisation.apply(piece[t], inputs, row * KEYS);
                int sounding = firstSounding[row];
                for (int key = 0; key < KEYS; key++) {
                    targets[row * KEYS + key] = Standardisation.sign(piece[t + 1][key]);
                    if (piece[t][key]) {
                        soundingKeys[sounding++] = key;
                    }
                }
                firstSounding[row + 1] = sounding;
                rowOfTransition[firstTransition[byLength[place]] + t] = row;
                previousRow[row] = t == 0 ? -1 : firstRow[t - 1] + place;
                row++;
            }
        }
        firstRow[times()] = row;
    }

    /** Over the chords that are inputs. */
    private static int soundingKeys(List<boolean[][]> pieces) {
        int sounding = 0;
        for (boolean[][] piece : pieces) {
            for (int t = 0; t < piece.length - 1; t++) {
                for (boolean sounds : piece[t]) {
                    sounding += sounds ? 1 : 0;
                }
            }
        }
        return sounding;
    }

    private static int[] firstTransitions(List<boolean[][]> pieces) {
        int[] first = new int[pieces.size()];
        for (int piece = 1; piece < first.length; piece++) {
            first[piece] = first[piece - 1] + pieces.get(piece - 1).length - 1;
        }
        return first;
    }

    /** Transitions of the longest piece. */
    int times() {
        return firstRow.length - 1;
    }

    int rows() {
        return rowOfTransition.length;
    }

    /** First row of a time; for {@link #times()}, the number of rows. */
    int firstRow(int time) {
        return firstRow[time];
    }

    /** Pieces that still have a transition at this time; none after the last. */
    int rows(int time) {
        return time < times() ? firstRow[time + 1] - firstRow[time] : 0;
    }

    /** @param transition in the pieces' own order */
    int rowOfTransition(int transition) {
        return rowOfTransition[transition];
    }

    /** The same piece one time earlier, -1 at its first chord. */
    int previousRow(int row) {
        return previousRow[row];
    }

    /** What the inputs were made with. */
    Standardisation standardisation() {
        return standardisation;
    }

    /** The keys that sound in a row's input, ascending, stand from {@link #firstSounding} of the row to that of the next. */
    int[] soundingKeys() {
        return soundingKeys;
    }

    /** One more than there are rows. */
    int[] firstSounding() {
        return firstSounding;
    }

    /** Standardised, rows x {@link ChordSequences#KEYS}. */
    double[] inputs() {
        return inputs;
    }

    /** +1 or -1, rows x {@link ChordSequences#KEYS}. */
    double[] targets() {
        return targets;
    }
}
