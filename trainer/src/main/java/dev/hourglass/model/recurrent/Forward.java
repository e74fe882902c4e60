package dev.hourglass.model.recurrent;

import static dev.hourglass.engine.DenseKernel.Form.PLAIN;

import dev.hourglass.engine.ArrayFunctions;
import dev.hourglass.engine.DenseKernel;
import dev.hourglass.model.Weights;
import java.util.List;

/**
 * The network forward in time, group by group. Rows are transitions, columns are units:
 *
 * <pre>
 *   mu_0(t) = tanh(S(t) J0' + mu_0(t-1) M0')
 *   mu_l(t) = tanh(mu_(l-1)(t) Jl' + mu_l(t-1) Ml')
 *   H(t)    = mu_(d-1)(t) K' + S(t) W' + h0
 * </pre>
 *
 * Hertz and Tyrcha 2024, eqs. 1 to 3.
 */
final class Forward {

    private static final int KEYS = NetworkShape.KEYS;

    private final NetworkShape shape;
    private final TimeMajor data;
    private final double[] weights;
    private final DenseKernel kernel;
    private final ArrayFunctions functions;
    private final RowMatrix inputs;
    private final RowMatrix[] activations;
    private final RowMatrix outputs;
    private final TransposedWeights transposed;

    Forward(
            NetworkShape shape,
            TimeMajor data,
            List<RowGroup> groups,
            Weights weights,
            DenseKernel kernel,
            ArrayFunctions functions) {
        this.shape = shape;
        this.data = data;
        this.weights = weights.values();
        this.kernel = kernel;
        this.functions = functions;
        this.inputs = new RowMatrix(data, groups, KEYS, data.inputs());
        this.activations = new RowMatrix[shape.depth()];
        for (int layer = 0; layer < shape.depth(); layer++) {
            activations[layer] = new RowMatrix(data, groups, shape.width());
        }
        this.outputs = new RowMatrix(data, groups, KEYS);
        this.transposed = new TransposedWeights(shape, weights);
    }

    /** Takes the weights as they are now. */
    void takeWeights() {
        transposed.refresh();
    }

    /** Activations and output fields of a group; the groups before it must have been done. */
    void fields(RowGroup group) {
        for (int layer = 0; layer < shape.depth(); layer++) {
            hidden(group, layer);
        }
        double[] fields = outputs.values();
        for (int row = group.firstRow(); row < group.endRow(); row++) {
            System.arraycopy(weights, shape.bias(), fields, row * KEYS, KEYS);
        }
        RowMatrix top = activations[shape.depth() - 1];
        int rows = group.rows();
        kernel.multiply(
                PLAIN, rows, KEYS, shape.width(), top.group(group), transposed.readout(), 1, outputs.group(group));
        kernel.multiply(PLAIN, rows, KEYS, KEYS, inputs.group(group), transposed.direct(), 1, outputs.group(group));
    }

    private void hidden(RowGroup group, int layer) {
        int w = shape.width();
        RowMatrix mu = activations[layer];
        RowMatrix below = layer == 0 ? inputs : activations[layer - 1];
        kernel.multiply(
                PLAIN,
                group.rows(),
                w,
                below.columns(),
                below.group(group),
                transposed.feedForward(layer),
                0,
                mu.group(group));
        for (int t = group.firstTime(); t < group.endTime(); t++) {
            if (t > 0) {
                kernel.multiply(PLAIN, data.rows(t), w, w, mu.time(t - 1), transposed.recurrent(layer), 1, mu.time(t));
            }
            functions.tanh(mu.values(), data.firstRow(t) * w, data.rows(t) * w);
        }
    }

    /** After {@link #fields}: turns the group's output fields into the errors S0(t+1) - tanh H(t), in place. */
    void errors(RowGroup group) {
        int start = group.firstRow() * KEYS;
        int length = group.rows() * KEYS;
        double[] errors = outputs.values();
        functions.tanh(errors, start, length);
        double[] targets = data.targets();
        for (int i = start; i < start + length; i++) {
            errors[i] = targets[i] - errors[i];
        }
    }

    /** mu of a layer. */
    RowMatrix activations(int layer) {
        return activations[layer];
    }

    /** Fields or errors, whichever was made last. */
    RowMatrix outputs() {
        return outputs;
    }
}
