package dev.hourglass.model.recurrent;

import static dev.hourglass.engine.DenseKernel.Form.TRANS_A;

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
    private final double[] inputs = new double[CHUNK * KEYS];
    private final double[] errors = new double[CHUNK * KEYS];
    private final double[][] activations;
    private final double[][] earlier;
    private final double[][] deltas;

    BatchSums(NetworkShape shape, TimeMajor data, Forward forward, DenseKernel kernel) {
        this.shape = shape;
        this.data = data;
        this.forward = forward;
        this.kernel = kernel;
        this.activations = new double[shape.depth()][CHUNK * shape.width()];
        this.earlier = new double[shape.depth()][CHUNK * shape.width()];
        this.deltas = new double[shape.depth()][CHUNK * shape.width()];
    }

    /**
     * @param batch transitions. Not modified.
     * @param delta of each layer, all rows. Not modified.
     * @param sums of the weights' layout. Overwritten.
     */
    void add(int[] batch, int size, double[][] delta, double[] sums) {
        for (int start = 0; start < size; start += CHUNK) {
            int rows = Math.min(CHUNK, size - start);
            gather(batch, start, rows, delta);
            multiply(rows, start == 0 ? 0 : 1, sums);
        }
    }

    /**
     * The mean over the batch of the squared length of an example's own gradient. That gradient is a product of two vectors in each
     * array, so its squared length is the product of theirs, and no example's gradient is ever stored.
     */
    double meanSquare(int[] batch, int size, double[][] delta) {
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
        int w = shape.width();
        int top = shape.depth() - 1;
        double input = squares(inputs, i, KEYS);
        double square = squares(errors, i, KEYS) * (input + squares(activations[top], i, w) + 1);
        for (int layer = 0; layer <= top; layer++) {
            double below = layer == 0 ? input : squares(activations[layer - 1], i, w);
            square += squares(deltas[layer], i, w) * (below + squares(earlier[layer], i, w));
        }
        return square;
    }

    private static double squares(double[] matrix, int row, int columns) {
        double sum = 0;
        for (int i = row * columns; i < (row + 1) * columns; i++) {
            sum += matrix[i] * matrix[i];
        }
        return sum;
    }

    private void gather(int[] batch, int start, int rows, double[][] delta) {
        int w = shape.width();
        for (int i = 0; i < rows; i++) {
            int row = data.rowOfTransition(batch[start + i]);
            int previous = data.previousRow(row);
            System.arraycopy(data.inputs(), row * KEYS, inputs, i * KEYS, KEYS);
            System.arraycopy(forward.outputs(), row * KEYS, errors, i * KEYS, KEYS);
            for (int layer = 0; layer < shape.depth(); layer++) {
                double[] mu = forward.activations(layer);
                System.arraycopy(mu, row * w, activations[layer], i * w, w);
                System.arraycopy(delta[layer], row * w, deltas[layer], i * w, w);
                if (previous < 0) {
                    Arrays.fill(earlier[layer], i * w, (i + 1) * w, 0);
                } else {
                    System.arraycopy(mu, previous * w, earlier[layer], i * w, w);
                }
            }
        }
    }

    private void multiply(int rows, double keep, double[] sums) {
        int w = shape.width();
        int top = shape.depth() - 1;
        for (int layer = 0; layer <= top; layer++) {
            double[] below = layer == 0 ? inputs : activations[layer - 1];
            product(rows, deltas[layer], w, below, shape.inputs(layer), keep, sums, shape.feedForward(layer));
            product(rows, deltas[layer], w, earlier[layer], w, keep, sums, shape.recurrent(layer));
        }
        product(rows, errors, KEYS, activations[top], w, keep, sums, shape.readout());
        product(rows, errors, KEYS, inputs, KEYS, keep, sums, shape.direct());
        for (int key = 0; key < KEYS; key++) {
            double sum = keep == 0 ? 0 : sums[shape.bias() + key];
            for (int i = 0; i < rows; i++) {
                sum += errors[i * KEYS + key];
            }
            sums[shape.bias() + key] = sum;
        }
    }

    private void product(
            int rows, double[] left, int m, double[] right, int n, double keep, double[] sums, int offset) {
        kernel.multiply(TRANS_A, m, n, rows, left, 0, m, right, 0, n, keep, sums, offset, n);
    }
}
