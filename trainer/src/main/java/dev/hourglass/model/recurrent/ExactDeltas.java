package dev.hourglass.model.recurrent;

import dev.hourglass.engine.DenseKernel;
import dev.hourglass.model.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.ejml.data.DMatrixRMaj;

/** Backpropagation through time: one sweep forward over all groups, then one back. Has no memory between steps. */
final class ExactDeltas implements Deltas {

    private final NetworkShape shape;
    private final TimeMajor data;
    private final List<RowGroup> groups;
    private final Forward forward;
    private final BackwardProducts backward;
    private final RowMatrix[] deltas;

    ExactDeltas(
            NetworkShape shape,
            TimeMajor data,
            List<RowGroup> groups,
            Forward forward,
            Weights weights,
            DenseKernel kernel) {
        this.shape = shape;
        this.data = data;
        this.groups = groups;
        this.forward = forward;
        this.backward = new BackwardProducts(shape, weights, kernel);
        this.deltas = new RowMatrix[shape.depth()];
        for (int layer = 0; layer < shape.depth(); layer++) {
            deltas[layer] = new RowMatrix(data, groups, shape.width());
        }
    }

    @Override
    public RowMatrix[] advance() {
        forward.takeWeights();
        for (int g = 0; g < groups.size(); g++) {
            forward.fields(groups.get(g));
            forward.errors(groups.get(g));
        }
        for (int g = groups.size() - 1; g >= 0; g--) {
            for (int layer = shape.depth() - 1; layer >= 0; layer--) {
                back(groups.get(g), layer);
            }
        }
        return deltas;
    }

    private void back(RowGroup group, int layer) {
        int w = shape.width();
        RowMatrix delta = deltas[layer];
        RowMatrix above = layer == shape.depth() - 1 ? forward.outputs() : deltas[layer + 1];
        double[] mu = forward.activations(layer).values();
        backward.fromAbove(layer, above, group, delta.group(group));
        for (int t = group.endTime() - 1; t >= group.firstTime(); t--) {
            int now = data.firstRow(t) * w;
            if (data.rows(t + 1) > 0) {
                backward.fromLater(layer, delta.time(t + 1), data.rows(t + 1), delta.time(t));
            }
            BackwardProducts.throughUnits(delta.values(), now, mu, delta.values(), now, data.rows(t) * w);
        }
    }

    @Override
    public RowMatrix[] preview() {
        return advance();
    }

    @Override
    public SequencedMap<String, DMatrixRMaj> buffers() {
        return new LinkedHashMap<>();
    }

    @Override
    public void restore(SequencedMap<String, DMatrixRMaj> buffers) {
        if (!buffers.isEmpty()) {
            throw new IllegalArgumentException(
                    "exact deltas have no buffers, but were given " + buffers.sequencedKeySet());
        }
    }
}
