package dev.hourglass.model.recurrent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Chorales for tests: the real ones from the data folder, and random ones of any shape. */
final class Chorales {

    private static final Path FILE = Path.of("jsb", "jsb-chorales-quarter.json");

    private Chorales() {}

    /** The first of the training set, in file order. */
    static ChordSequences first(int count) {
        String json = read();
        int at = json.indexOf('[', json.indexOf("\"train\""));
        List<boolean[][]> pieces = new ArrayList<>();
        List<boolean[]> piece = new ArrayList<>();
        boolean[] chord = new boolean[ChordSequences.KEYS];
        int depth = 0;
        for (int i = at; pieces.size() < count; i++) {
            switch (json.charAt(i)) {
                case '[' -> depth++;
                case ']' -> {
                    depth--;
                    if (depth == 2) {
                        piece.add(chord);
                        chord = new boolean[ChordSequences.KEYS];
                    } else if (depth == 1) {
                        pieces.add(piece.toArray(boolean[][]::new));
                        piece.clear();
                    }
                }
                case ',', ' ', '\n' -> {}
                default -> {
                    int end = i;
                    while (Character.isDigit(json.charAt(end))) {
                        end++;
                    }
                    chord[Integer.parseInt(json.substring(i, end)) - ChordSequences.LOWEST_PITCH] = true;
                    i = end - 1;
                }
            }
        }
        return new ChordSequences(pieces);
    }

    /** Pieces of these many chords, every key sounding with probability 1/3; key 0 never sounds, the last always does. */
    static ChordSequences random(UniformRandomProvider random, int... chords) {
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

    private static String read() {
        String set = System.getenv("HOURGLASS_DATA");
        // Tests run in the module's folder; the data lie beside the project.
        Path file = (set == null ? Path.of("..", "..", "shared", "data") : Path.of(set)).resolve(FILE);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the chorales are needed at " + file.toAbsolutePath().normalize()
                            + "; set HOURGLASS_DATA to the data folder",
                    e);
        }
    }
}
