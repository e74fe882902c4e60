package dev.hourglass.model.recurrent;

import static dev.hourglass.engine.DenseKernel.Form.TRANS_A;

import dev.hourglass.engine.Block;
import dev.hourglass.engine.DenseKernel;
import java.util.Arrays;

/**
 * The sums over a batch (Hertz and Tyrcha 2024, B2 to B7). The batch's rows are gathered, some at a time, and multiplied:
 *
 * <pre>
 *   W: eps' S    K: eps' mu_(d-1)    h0: sum eps    J0: delta_0' S    Jl: delta_l' mu_(l-1)    Ml: delta_l' mu_l(t-1)
 * </pre>
 */
final class BatchSums {

    private static final int KEYS = NetworkShape.KEYS;

    /** Rows at a time: products of this depth stay with the fastest routine of the kernels at the usual widths. */
    private static final int CHUNK = 112;

    private final NetworkShape shape;
    private final TimeMajor data;
    private final Forward forward;
    private final DenseKernel kernel;
    private final Gathered inputs = new Gathered(KEYS);
    private final Gathered errors = new Gathered(KEYS);
    private final Gathered[] activations;
    private final Gathered[] earlier;
    private final Gathered[] deltas;
    private final double[] sums;
    private final Block[] feedForwardSums;
    private final Block[] recurrentSums;
    private final Block readoutSum;
    private final Block directSum;

    BatchSums(NetworkShape shape, TimeMajor data, Forward forward, DenseKernel kernel) {
        this.shape = shape;
        this.data = data;
        this.forward = forward;
        this.kernel = kernel;
        this.activations = layers();
        this.earlier = layers();
        this.deltas = layers();
        this.sums = new double[shape.bias() + KEYS];
        this.feedForwardSums = new Block[shape.depth()];
        this.recurrentSums = new Block[shape.depth()];
        for (int layer = 0; layer < shape.depth(); layer++) {
            feedForwardSums[layer] = new Block(sums, shape.feedForward(layer), shape.inputs(layer));
            recurrentSums[layer] = new Block(sums, shape.recurrent(layer), shape.width());
        }
        this.readoutSum = new Block(sums, shape.readout(), shape.width());
        this.directSum = new Block(sums, shape.direct(), KEYS);
    }

    private Gathered[] layers() {
        var layers = new Gathered[shape.depth()];
        Arrays.setAll(layers, layer -> new Gathered(shape.width()));
        return layers;
    }

    /**
     * The mean gradient of the batch. The sums run uphill in the likelihood, the gradient of the loss runs the other way.
     *
     * @param batch transitions. Not modified.
     * @param delta of each layer. Not modified.
     * @param gradient of the weights' layout. Overwritten.
     */
    void meanGradient(int[] batch, int size, RowMatrix[] delta, double[] gradient) {
        for (int start = 0; start < size; start += CHUNK) {
            int rows = Math.min(CHUNK, size - start);
            gather(batch, start, rows, delta);
            multiply(rows, start == 0 ? 0 : 1);
        }
        double factor = -1.0 / size;
        for (int i = 0; i < sums.length; i++) {
            gradient[i] = factor * sums[i];
        }
    }

    /**
     * The mean over the batch of the squared length of an example's own gradient. That gradient is a product of two vectors in each
     * array, so its squared length is the product of theirs, and no example's gradient is ever stored.
     */
    double meanSquare(int[] batch, int size, RowMatrix[] delta) {
        double sum = 0;
        for (int start = 0; start < size; start += CHUNK) {
            int rows = Math.min(CHUNK, size - start);
            gather(batch, start, rows, delta);
            for (int i = 0; i < rows; i++) {
                sum += squaredGradient(i);
            }
        }
        return sum / size;
    }

    private double squaredGradient(int i) {
        int top = shape.depth() - 1;
        double input = inputs.squares(i);
        double square = errors.squares(i) * (input + activations[top].squares(i) + 1);
        for (int layer = 0; layer <= top; layer++) {
            double below = layer == 0 ? input : activations[layer - 1].squares(i);
            square += deltas[layer].squares(i) * (below + earlier[layer].squares(i));
        }
        return square;
    }

    private void gather(int[] batch, int start, int rows, RowMatrix[] delta) {
        for (int i = 0; i < rows; i++) {
            int row = data.rowOfTransition(batch[start + i]);
            int previous = data.previousRow(row);
            inputs.take(i, data.inputs(), row);
            errors.take(i, forward.outputs().values(), row);
            for (int layer = 0; layer < shape.depth(); layer++) {
                double[] mu = forward.activations(layer).values();
                activations[layer].take(i, mu, row);
                deltas[layer].take(i, delta[layer].values(), row);
                if (previous < 0) {
                    earlier[layer].zero(i);
                } else {
                    earlier[layer].take(i, mu, previous);
                }
            }
        }
    }

    private void multiply(int rows, double keep) {
        int top = shape.depth() - 1;
        for (int layer = 0; layer <= top; layer++) {
            product(rows, deltas[layer], layer == 0 ? inputs : activations[layer - 1], keep, feedForwardSums[layer]);
            product(rows, deltas[layer], earlier[layer], keep, recurrentSums[layer]);
        }
        product(rows, errors, activations[top], keep, readoutSum);
        product(rows, errors, inputs, keep, directSum);
        for (int key = 0; key < KEYS; key++) {
            double sum = keep == 0 ? 0 : sums[shape.bias() + key];
            for (int i = 0; i < rows; i++) {
                sum += errors.values[i * KEYS + key];
            }
            sums[shape.bias() + key] = sum;
        }
    }

    private void product(int rows, Gathered left, Gathered right, double keep, Block sum) {
        kernel.multiply(TRANS_A, left.columns, right.columns, rows, left.block, right.block, keep, sum);
    }

    /** Rows of the batch, one below the other. */
    private static final class Gathered {

        private final int columns;
        private final double[] values;
        private final Block block;

        Gathered(int columns) {
            this.columns = columns;
            this.values = new double[CHUNK * columns];
            this.block = new Block(values, 0, columns);
        }

        void take(int i, double[] from, int row) {
            System.arraycopy(from, row * columns, values, i * columns, columns);
        }

        void zero(int i) {
            Arrays.fill(values, i * columns, (i + 1) * columns, 0);
        }

        double squares(int i) {
            double sum = 0;
            for (int j = i * columns; j < (i + 1) * columns; j++) {
                sum += values[j] * values[j];
            }
            return sum;
        }
    }
}
