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
    private final InputProduct firstFields;
    private final InputProduct directFields;
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
        this.firstFields = new InputProduct(data, shape.width(), functions);
        this.directFields = new InputProduct(data, KEYS, functions);
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
        firstFields.take(weights, shape.feedForward(0));
        directFields.take(weights, shape.direct(), weights, shape.bias());
    }

    /** Activations and output fields of a group; the groups before it must have been done. */
    void fields(RowGroup group) {
        for (int layer = 0; layer < shape.depth(); layer++) {
            hidden(group, layer);
        }
        directFields.rows(group, outputs.values());
        RowMatrix top = activations[shape.depth() - 1];
        kernel.multiply(
                PLAIN,
                group.rows(),
                KEYS,
                shape.width(),
                top.group(group),
                transposed.readout(),
                1,
                outputs.group(group));
    }

    private void hidden(RowGroup group, int layer) {
        int w = shape.width();
        RowMatrix mu = activations[layer];
        if (layer == 0) {
            firstFields.rows(group, mu.values());
        } else {
            kernel.multiply(
                    PLAIN,
                    group.rows(),
                    w,
                    w,
                    activations[layer - 1].group(group),
                    transposed.feedForward(layer),
                    0,
                    mu.group(group));
        }
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
