package dev.hourglass.model.recurrent;

/**
 * The affine map that gives each key of the training inputs mean 0 and population variance 1; a key that never changes becomes 0.
 *
 * @param mean of each key over all inputs, a sounding key counting +1 and a silent one -1
 * @param deviation population standard deviation of each key
 */
record Standardisation(double[] mean, double[] deviation) {

    /** From the inputs of all transitions; the last chord of a piece is only a target. */
    static Standardisation of(ChordSequences chords) {
        int[] sounding = new int[ChordSequences.KEYS];
        for (boolean[][] piece : chords.pieces()) {
            for (int t = 0; t < piece.length - 1; t++) {
                for (int key = 0; key < ChordSequences.KEYS; key++) {
                    sounding[key] += piece[t][key] ? 1 : 0;
                }
            }
        }
        double inputs = chords.transitions();
        double[] mean = new double[ChordSequences.KEYS];
        double[] deviation = new double[ChordSequences.KEYS];
        for (int key = 0; key < ChordSequences.KEYS; key++) {
            mean[key] = 2 * sounding[key] / inputs - 1;
            deviation[key] = 2 * Math.sqrt(sounding[key] * (inputs - sounding[key])) / inputs;
        }
        return new Standardisation(mean, deviation);
    }

    /** @param input receives the {@link ChordSequences#KEYS} components from {@code offset} on */
    void apply(boolean[] chord, double[] input, int offset) {
        for (int key = 0; key < chord.length; key++) {
            input[offset + key] = component(key, chord[key]);
        }
    }

    double component(int key, boolean sounds) {
        double centred = sign(sounds) - mean[key];
        return deviation[key] == 0 ? 0 : centred / deviation[key];
    }

    static double sign(boolean sounds) {
        return sounds ? 1 : -1;
    }
}
