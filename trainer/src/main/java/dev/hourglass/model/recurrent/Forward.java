package dev.hourglass.model.recurrent;

import static dev.hourglass.engine.DenseKernel.Form.PLAIN;

import dev.hourglass.engine.ArrayFunctions;
import dev.hourglass.engine.DenseKernel;
import dev.hourglass.model.Weights;

/**
 * The network forward in time, group by group. Rows are transitions, columns are units:
 *
 * <pre>
 *   mu_0(t) = tanh(S(t) J0' + mu_0(t-1) M0')
 *   mu_l(t) = tanh(mu_(l-1)(t) Jl' + mu_l(t-1) Ml')
 *   H(t)    = mu_(d-1)(t) K' + S(t) W' + h0
 * </pre>
 *
 * Hertz and Tyrcha 2024, eqs. 1 to 3. The kernels are a third faster when B is not transposed, so the transposes are made once a
 * sweep, before the first group.
 */
final class Forward {

    private static final int KEYS = NetworkShape.KEYS;

    private final NetworkShape shape;
    private final TimeMajor data;
    private final Weights weights;
    private final DenseKernel kernel;
    private final ArrayFunctions functions;
    private final double[][] activations;
    private final double[][] feedForward;
    private final double[][] recurrent;
    private final double[] readout;
    private final double[] direct;
    private final double[] outputs;

    Forward(NetworkShape shape, TimeMajor data, Weights weights, DenseKernel kernel, ArrayFunctions functions) {
        this.shape = shape;
        this.data = data;
        this.weights = weights;
        this.kernel = kernel;
        this.functions = functions;
        this.activations = new double[shape.depth()][data.rows() * shape.width()];
        this.feedForward = new double[shape.depth()][];
        this.recurrent = new double[shape.depth()][shape.width() * shape.width()];
        for (int layer = 0; layer < shape.depth(); layer++) {
            feedForward[layer] = new double[shape.inputs(layer) * shape.width()];
        }
        this.readout = new double[shape.width() * KEYS];
        this.direct = new double[KEYS * KEYS];
        this.outputs = new double[data.rows() * KEYS];
    }

    /** Takes the weights as they are now. */
    void takeWeights() {
        int w = shape.width();
        for (int layer = 0; layer < shape.depth(); layer++) {
            transpose(shape.feedForward(layer), w, shape.inputs(layer), feedForward[layer]);
            transpose(shape.recurrent(layer), w, w, recurrent[layer]);
        }
        transpose(shape.readout(), KEYS, w, readout);
        transpose(shape.direct(), KEYS, KEYS, direct);
    }

    private void transpose(int offset, int rows, int columns, double[] transposed) {
        double[] values = weights.values();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j * rows + i] = values[offset + i * columns + j];
            }
        }
    }

    /** Activations and output fields of a group; the groups before it must have been done. */
    void fields(RowGroup group) {
        for (int layer = 0; layer < shape.depth(); layer++) {
            hidden(group, layer);
        }
        int w = shape.width();
        int from = group.firstRow() * KEYS;
        double[] top = activations[shape.depth() - 1];
        for (int row = 0; row < group.rows(); row++) {
            System.arraycopy(weights.values(), shape.bias(), outputs, from + row * KEYS, KEYS);
        }
        kernel.multiply(
                PLAIN, group.rows(), KEYS, w, top, group.firstRow() * w, w, readout, 0, KEYS, 1, outputs, from, KEYS);
        kernel.multiply(
                PLAIN, group.rows(), KEYS, KEYS, data.inputs(), from, KEYS, direct, 0, KEYS, 1, outputs, from, KEYS);
    }

    private void hidden(RowGroup group, int layer) {
        int w = shape.width();
        int n = shape.inputs(layer);
        double[] mu = activations[layer];
        double[] below = layer == 0 ? data.inputs() : activations[layer - 1];
        int first = group.firstRow();
        kernel.multiply(PLAIN, group.rows(), w, n, below, first * n, n, feedForward[layer], 0, w, 0, mu, first * w, w);
        for (int t = group.firstTime(); t < group.endTime(); t++) {
            int now = data.firstRow(t) * w;
            if (t > 0) {
                int before = data.firstRow(t - 1) * w;
                kernel.multiply(PLAIN, data.rows(t), w, w, mu, before, w, recurrent[layer], 0, w, 1, mu, now, w);
            }
            functions.tanh(mu, now, data.rows(t) * w);
        }
    }

    /** After {@link #fields}: turns the group's output fields into the errors S0(t+1) - tanh H(t), in place. */
    void errors(RowGroup group) {
        int start = group.firstRow() * KEYS;
        int length = group.rows() * KEYS;
        functions.tanh(outputs, start, length);
        double[] targets = data.targets();
        for (int i = start; i < start + length; i++) {
            outputs[i] = targets[i] - outputs[i];
        }
    }

    /** Of a layer, rows x width. */
    double[] activations(int layer) {
        return activations[layer];
    }

    /** Fields or errors, whichever was made last; rows x {@link ChordSequences#KEYS}. */
    double[] outputs() {
        return outputs;
    }
}
