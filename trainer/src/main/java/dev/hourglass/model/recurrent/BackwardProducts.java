package dev.hourglass.model.recurrent;

import static dev.hourglass.engine.DenseKernel.Form.PLAIN;

import dev.hourglass.engine.DenseKernel;
import dev.hourglass.model.Weights;

/** The products that carry errors down through the layers and back through time, and the factor 1 - mu^2. */
final class BackwardProducts {

    private static final int KEYS = NetworkShape.KEYS;

    private final NetworkShape shape;
    private final Weights weights;
    private final DenseKernel kernel;

    BackwardProducts(NetworkShape shape, Weights weights, DenseKernel kernel) {
        this.shape = shape;
        this.weights = weights;
        this.kernel = kernel;
    }

    /**
     * What a layer gets from above: epsilon K for the top layer, delta J for the others.
     *
     * @param above errors of the outputs or delta of the layer above, its first row at {@code row}
     * @param sum receives rows x width from {@code at}
     */
    void fromAbove(int layer, double[] above, int row, int rows, double[] sum, int at) {
        int w = shape.width();
        boolean top = layer == shape.depth() - 1;
        int n = top ? KEYS : w;
        int matrix = top ? shape.readout() : shape.feedForward(layer + 1);
        kernel.multiply(PLAIN, rows, w, n, above, row * n, n, weights.values(), matrix, w, 0, sum, at, w);
    }

    /**
     * Adds what a layer gets from its own next time, delta(t+1) M.
     *
     * @param later delta(t+1), rows x width from {@code from}
     */
    void fromLater(int layer, double[] later, int from, int rows, double[] sum, int at) {
        int w = shape.width();
        kernel.multiply(PLAIN, rows, w, w, later, from, w, weights.values(), shape.recurrent(layer), w, 1, sum, at, w);
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
