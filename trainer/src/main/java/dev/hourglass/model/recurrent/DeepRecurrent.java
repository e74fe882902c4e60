package dev.hourglass.model.recurrent;

import dev.hourglass.engine.ArrayFunctions;
import dev.hourglass.engine.DenseKernel;
import dev.hourglass.engine.PolarFactor;
import dev.hourglass.engine.RandomMatrices;
import dev.hourglass.model.Evaluation;
import dev.hourglass.model.GradientStatistics;
import dev.hourglass.model.LearningSystem;
import dev.hourglass.model.Weights;
import java.util.List;
import java.util.SequencedMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;

/**
 * Layers of tanh units, each recurrent through an orthogonal matrix, that learn to tell the next chord from those before it. Weights
 * J0, M0, J1, M1, ..., K, W, h0, as the paper names them; Hertz and Tyrcha 2024.
 *
 * <p>The gradient is of the loss in nats summed over the {@link ChordSequences#KEYS} output units; reported losses are in bits a unit.
 */
public final class DeepRecurrent implements LearningSystem {

    private static final int KEYS = ChordSequences.KEYS;

    private final NetworkShape shape;
    private final Standardisation standardisation;
    private final TimeMajor data;
    private final List<RowGroup> groups;
    private final Weights weights;
    private final Forward forward;
    private final Deltas deltas;
    private final BatchSums sums;
    private final PolarFactor polar;
    private final Loss loss;
    private final double[] sample;

    /**
     * A network with random weights: J0 Gaussian of variance 0.1/54, the other J and all M orthogonal, K, W and h0 zero.
     *
     * @param chords what it learns; its inputs are standardised by these
     * @param depth layers, at least 1
     * @param width hidden units a layer, at least 1
     * @param initialWeights the stream for them; not drawn from afterwards
     */
    public DeepRecurrent(
            ChordSequences chords,
            int depth,
            int width,
            DeltaRule rule,
            DenseKernel kernel,
            UniformRandomProvider initialWeights) {
        this(chords, new NetworkShape(depth, width), rule, kernel, RowGroup.mostRows(width), initialWeights);
    }

    DeepRecurrent(
            ChordSequences chords,
            NetworkShape shape,
            DeltaRule rule,
            DenseKernel kernel,
            int groupRows,
            UniformRandomProvider initialWeights) {
        this.shape = shape;
        this.standardisation = Standardisation.of(chords);
        this.data = new TimeMajor(chords, standardisation);
        this.groups = RowGroup.of(data, groupRows);
        this.weights = new Weights(shape.arrays());
        ArrayFunctions functions = ArrayFunctions.fastest();
        this.forward = new Forward(shape, data, groups, weights, kernel, functions);
        this.deltas = rule == DeltaRule.EXACT
                ? new ExactDeltas(shape, data, groups, forward, weights, kernel)
                : new StaleDeltas(rule, shape, data, groups, forward, weights, kernel);
        this.sums = new BatchSums(shape, data, forward, kernel);
        this.polar = new PolarFactor(shape.width(), kernel);
        this.loss = new Loss(data, functions, RowGroup.largest(groups));
        this.sample = new double[weights.values().length];
        initialise(initialWeights);
    }

    private void initialise(UniformRandomProvider random) {
        for (int layer = 0; layer < shape.depth(); layer++) {
            weights.setMatrix(
                    NetworkShape.feedForwardName(layer),
                    layer == 0
                            ? RandomMatrices.gaussian(shape.width(), KEYS, 0.1 / KEYS, random)
                            : RandomMatrices.orthogonal(shape.width(), random));
            weights.setMatrix(NetworkShape.recurrentName(layer), RandomMatrices.orthogonal(shape.width(), random));
        }
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public int examples() {
        return data.rows();
    }

    @Override
    public void gradient(int[] batch, int size, Weights gradient) {
        sums.meanGradient(batch, size, deltas.advance(), gradient.values());
    }

    @Override
    public void constrain() {
        for (int layer = 0; layer < shape.depth(); layer++) {
            polar.project(weights.values(), shape.recurrent(layer));
        }
    }

    @Override
    public Evaluation evaluate() {
        forward.takeWeights();
        loss.reset();
        for (RowGroup group : groups) {
            forward.fields(group);
            loss.add(group, forward.outputs().values());
        }
        return loss.evaluation();
    }

    @Override
    public GradientStatistics gradientStatistics(int[] batch, int size) {
        RowMatrix[] delta = deltas.preview();
        sums.meanGradient(batch, size, delta, sample);
        double square = 0;
        for (double g : sample) {
            square += g * g;
        }
        double variance = (sums.meanSquare(batch, size, delta) - square) / weights.count();
        return new GradientStatistics(Math.sqrt(square), variance / size);
    }

    @Override
    public SequencedMap<String, DMatrixRMaj> buffers() {
        return deltas.buffers();
    }

    @Override
    public void restoreBuffers(SequencedMap<String, DMatrixRMaj> buffers) {
        deltas.restore(buffers);
    }

    /** The network run by itself, with its weights as they are now, before its first chord. */
    public ClosedLoop closedLoop() {
        return new ClosedLoop(shape, weights.copy(), standardisation);
    }
}
