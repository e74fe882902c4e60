package dev.hourglass.model.recurrent;

import static dev.hourglass.engine.DenseKernel.Form.PLAIN;

import dev.hourglass.engine.Block;
import dev.hourglass.engine.DenseKernel;
import dev.hourglass.model.Weights;

/** The products that carry errors down through the layers and back through time, and the factor 1 - mu^2. */
final class BackwardProducts {

    private final int width;
    private final DenseKernel kernel;
    private final Block[] fromAbove;
    private final Block[] fromLater;

    BackwardProducts(NetworkShape shape, Weights weights, DenseKernel kernel) {
        this.width = shape.width();
        this.kernel = kernel;
        this.fromAbove = new Block[shape.depth()];
        this.fromLater = new Block[shape.depth()];
        for (int layer = 0; layer < shape.depth(); layer++) {
            boolean top = layer == shape.depth() - 1;
            int above = top ? shape.readout() : shape.feedForward(layer + 1);
            fromAbove[layer] = new Block(weights.values(), above, width);
            fromLater[layer] = new Block(weights.values(), shape.recurrent(layer), width);
        }
    }

    /**
     * What a layer gets from above: epsilon K for the top layer, delta J for the others.
     *
     * @param above errors of the outputs or delta of the layer above
     * @param sum receives rows x width
     */
    void fromAbove(int layer, RowMatrix above, RowGroup group, Block sum) {
        kernel.multiply(PLAIN, group.rows(), width, above.columns(), above.group(group), fromAbove[layer], 0, sum);
    }

    /**
     * Adds what a layer gets from its own next time, delta(t+1) M.
     *
     * @param later delta(t+1), rows x width
     */
    void fromLater(int layer, Block later, int rows, Block sum) {
        kernel.multiply(PLAIN, rows, width, width, later, fromLater[layer], 1, sum);
    }

    /**
     * <pre>
     *   delta = (1 - mu^2) * sum
     * </pre>
     *
     * @param mu activations, from {@code to}
     * @param delta receives {@code length} entries from {@code to}; may be {@code sum}
     */
    static void throughUnits(double[] sum, int at, double[] mu, double[] delta, int to, int length) {
        for (int i = 0; i < length; i++) {
            double activation = mu[to + i];
            delta[to + i] = (1 - activation * activation) * sum[at + i];
        }
    }
}
