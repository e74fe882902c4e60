package dev.hourglass.model.recurrent;

import dev.hourglass.engine.Block;
import dev.hourglass.engine.DenseKernel;
import dev.hourglass.model.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.ejml.data.DMatrixRMaj;

/**
 * delta(t+1) from the arrays of the previous step, or the mean of the two previous ones. Nothing from the future of the same step is
 * needed, so one ascending sweep takes each group through all layers, forward and back, while it is in the cache.
 *
 * <p>The new array takes the place of the oldest: the group that overwrites delta(t) has read delta(t+1), and no later one
 * reads delta(t).
 */
final class StaleDeltas implements Deltas {

    private static final List<String> AGES = List.of("previous", "before");

    private final NetworkShape shape;
    private final TimeMajor data;
    private final List<RowGroup> groups;
    private final Forward forward;
    private final BackwardProducts backward;

    /** By age, then layer: the previous step's first. */
    private final RowMatrix[][] memory;

    private final RowMatrix[] previewed;
    private final double[] sum;
    private final double[] later;
    private final Block sumBlock;
    private final Block laterBlock;

    StaleDeltas(
            DeltaRule rule,
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
        this.memory = new RowMatrix[rule.memory()][];
        Arrays.setAll(memory, age -> layers());
        this.previewed = layers();
        this.sum = new double[RowGroup.largest(groups) * shape.width()];
        this.later = new double[sum.length];
        this.sumBlock = new Block(sum, 0, shape.width());
        this.laterBlock = new Block(later, 0, shape.width());
    }

    private RowMatrix[] layers() {
        var layers = new RowMatrix[shape.depth()];
        Arrays.setAll(layers, layer -> new RowMatrix(data, groups, shape.width()));
        return layers;
    }

    @Override
    public RowMatrix[] advance() {
        RowMatrix[] oldest = memory[memory.length - 1];
        sweep(oldest);
        System.arraycopy(memory, 0, memory, 1, memory.length - 1);
        memory[0] = oldest;
        return oldest;
    }

    @Override
    public RowMatrix[] preview() {
        sweep(previewed);
        return previewed;
    }

    private void sweep(RowMatrix[] target) {
        forward.takeWeights();
        for (int g = 0; g < groups.size(); g++) {
            RowGroup group = groups.get(g);
            forward.fields(group);
            forward.errors(group);
            RowMatrix above = forward.outputs();
            for (int layer = shape.depth() - 1; layer >= 0; layer--) {
                back(group, layer, above, target[layer]);
                above = target[layer];
            }
        }
    }

    private void back(RowGroup group, int layer, RowMatrix above, RowMatrix target) {
        int length = group.rows() * shape.width();
        backward.fromAbove(layer, above, group, sumBlock);
        takeLater(group, layer);
        backward.fromLater(layer, laterBlock, group.rows(), sumBlock);
        BackwardProducts.throughUnits(
                sum, 0, forward.activations(layer).values(), target.values(), group.firstRow() * shape.width(), length);
    }

    /** Remembered delta(t+1) for the rows of a group, 0 where a piece ends. */
    private void takeLater(RowGroup group, int layer) {
        int w = shape.width();
        double[] previous = memory[0][layer].values();
        double[] before = memory[memory.length - 1][layer].values();
        for (int t = group.firstTime(); t < group.endTime(); t++) {
            int to = (data.firstRow(t) - group.firstRow()) * w;
            int from = data.firstRow(t + 1) * w;
            int length = data.rows(t + 1) * w;
            for (int i = 0; i < length; i++) {
                later[to + i] = (previous[from + i] + before[from + i]) / 2; // exact where both are the same array
            }
            Arrays.fill(later, to + length, to + data.rows(t) * w, 0);
        }
    }

    @Override
    public SequencedMap<String, DMatrixRMaj> buffers() {
        SequencedMap<String, DMatrixRMaj> buffers = new LinkedHashMap<>();
        for (int layer = 0; layer < shape.depth(); layer++) {
            for (int age = 0; age < memory.length; age++) {
                var buffer = new DMatrixRMaj(data.rows(), shape.width());
                copy(memory[age][layer].values(), buffer.data, false);
                buffers.put(name(layer, age), buffer);
            }
        }
        return buffers;
    }

    @Override
    public void restore(SequencedMap<String, DMatrixRMaj> buffers) {
        if (!buffers.keySet().equals(buffers().keySet())) {
            throw new IllegalArgumentException("stale deltas need the buffers "
                    + buffers().sequencedKeySet() + ", but were given " + buffers.sequencedKeySet());
        }
        for (int layer = 0; layer < shape.depth(); layer++) {
            for (int age = 0; age < memory.length; age++) {
                DMatrixRMaj buffer = checked(buffers, name(layer, age));
                copy(buffer.data, memory[age][layer].values(), true);
            }
        }
    }

    private DMatrixRMaj checked(SequencedMap<String, DMatrixRMaj> buffers, String name) {
        DMatrixRMaj buffer = Objects.requireNonNull(buffers.get(name), name);
        if (buffer.numRows != data.rows() || buffer.numCols != shape.width()) {
            throw new IllegalArgumentException("buffer " + name + " is " + buffer.numRows + " x " + buffer.numCols
                    + ", but the data and the width need " + data.rows() + " x " + shape.width());
        }
        return buffer;
    }

    /** Between the order of the transitions (a file's) and the order of the rows (ours). */
    private void copy(double[] from, double[] to, boolean intoRows) {
        int w = shape.width();
        for (int transition = 0; transition < data.rows(); transition++) {
            int natural = transition * w;
            int row = data.rowOfTransition(transition) * w;
            System.arraycopy(from, intoRows ? natural : row, to, intoRows ? row : natural, w);
        }
    }

    private static String name(int layer, int age) {
        return "delta." + layer + "." + AGES.get(age);
    }
}
