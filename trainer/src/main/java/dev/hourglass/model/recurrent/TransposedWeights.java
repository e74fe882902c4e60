package dev.hourglass.model.recurrent;

import dev.hourglass.engine.Block;
import dev.hourglass.model.Weights;

/** The transposes of all matrices: the kernels are a quarter faster where B is not transposed, and a copy a step costs nothing. */
final class TransposedWeights {

    private final NetworkShape shape;
    private final double[] weights;
    private final double[] transposed;
    private final Block[] feedForward;
    private final Block[] recurrent;
    private final Block readout;
    private final Block direct;

    TransposedWeights(NetworkShape shape, Weights weights) {
        this.shape = shape;
        this.weights = weights.values();
        this.transposed = new double[this.weights.length];
        this.feedForward = new Block[shape.depth()];
        this.recurrent = new Block[shape.depth()];
        for (int layer = 0; layer < shape.depth(); layer++) {
            feedForward[layer] = new Block(transposed, shape.feedForward(layer), shape.width());
            recurrent[layer] = new Block(transposed, shape.recurrent(layer), shape.width());
        }
        this.readout = new Block(transposed, shape.readout(), NetworkShape.KEYS);
        this.direct = new Block(transposed, shape.direct(), NetworkShape.KEYS);
    }

    /** Takes the weights as they are now. */
    void refresh() {
        int w = shape.width();
        for (int layer = 0; layer < shape.depth(); layer++) {
            transpose(shape.feedForward(layer), w, shape.inputs(layer));
            transpose(shape.recurrent(layer), w, w);
        }
        transpose(shape.readout(), NetworkShape.KEYS, w);
        transpose(shape.direct(), NetworkShape.KEYS, NetworkShape.KEYS);
    }

    private void transpose(int offset, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[offset + j * rows + i] = weights[offset + i * columns + j];
            }
        }
    }

    /** inputs x width. */
    Block feedForward(int layer) {
        return feedForward[layer];
    }

    /** width x width. */
    Block recurrent(int layer) {
        return recurrent[layer];
    }

    /** width x keys. */
    Block readout() {
        return readout;
    }

    /** keys x keys. */
    Block direct() {
        return direct;
    }
}
