package dev.hourglass.model.recurrent;

import dev.hourglass.model.Weights;

/**
 * The network run by itself, one chord at a time: give it a chord, get the probability of every key in the next one, choose, give
 * that. Holds the hidden state; a copy of the weights, so the network may learn on meanwhile.
 */
public final class ClosedLoop {

    private static final int KEYS = ChordSequences.KEYS;

    private final NetworkShape shape;
    private final double[] weights;
    private final Standardisation standardisation;
    private final double[][] hidden;

    ClosedLoop(NetworkShape shape, Weights weights, Standardisation standardisation) {
        this.shape = shape;
        this.weights = weights.values();
        this.standardisation = standardisation;
        this.hidden = new double[shape.depth()][shape.width()];
    }

    /**
     * One time step.
     *
     * @param chord the chord that sounds, {@link ChordSequences#KEYS} keys. Not modified.
     * @return probability of each key to sound in the next chord, p = (1 + tanh H) / 2
     */
    public double[] probabilities(boolean[] chord) {
        if (chord.length != KEYS) {
            throw new IllegalArgumentException("a chord of " + chord.length + " keys, not " + KEYS);
        }
        double[] input = new double[KEYS];
        standardisation.apply(chord, input, 0);
        double[] below = input;
        for (int layer = 0; layer < shape.depth(); layer++) {
            double[] field = new double[shape.width()];
            addProduct(shape.feedForward(layer), below, field);
            addProduct(shape.recurrent(layer), hidden[layer], field);
            tanh(field);
            hidden[layer] = field;
            below = field;
        }
        double[] output = new double[KEYS];
        System.arraycopy(weights, shape.bias(), output, 0, KEYS);
        addProduct(shape.readout(), below, output);
        addProduct(shape.direct(), input, output);
        tanh(output);
        for (int key = 0; key < KEYS; key++) {
            output[key] = (1 + output[key]) / 2;
        }
        return output;
    }

    private void addProduct(int matrix, double[] vector, double[] result) {
        for (int i = 0; i < result.length; i++) {
            int row = matrix + i * vector.length;
            for (int j = 0; j < vector.length; j++) {
                result[i] += weights[row + j] * vector[j];
            }
        }
    }

    private static void tanh(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.tanh(x[i]);
        }
    }
}
