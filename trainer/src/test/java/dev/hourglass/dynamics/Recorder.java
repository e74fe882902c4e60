package dev.hourglass.dynamics;

import dev.hourglass.model.ArrayLayout;
import dev.hourglass.model.Evaluation;
import dev.hourglass.model.GradientStatistics;
import dev.hourglass.model.LearningSystem;
import dev.hourglass.model.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.ejml.data.DMatrixRMaj;

/** A plane that slopes by (1, 2) and remembers which examples it was asked for. */
final class Recorder implements LearningSystem {

    private final Weights weights = new Weights(List.of(new ArrayLayout("w", 1, 2, 0, 2)));
    private final int examples;
    int[] lastBatch = {};
    int constrained;

    Recorder(int examples) {
        this.examples = examples;
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public int examples() {
        return examples;
    }

    @Override
    public void gradient(int[] batch, int size, Weights gradient) {
        lastBatch = Arrays.copyOf(batch, size);
        gradient.values()[0] = 1;
        gradient.values()[1] = 2;
    }

    @Override
    public void constrain() {
        constrained++;
    }

    @Override
    public Evaluation evaluate() {
        return new Evaluation(weights.values()[0] + 2 * weights.values()[1], 0);
    }

    @Override
    public GradientStatistics gradientStatistics(int[] batch, int size) {
        return new GradientStatistics(Math.sqrt(5), 0);
    }

    @Override
    public SequencedMap<String, DMatrixRMaj> buffers() {
        return new LinkedHashMap<>();
    }

    @Override
    public void restoreBuffers(SequencedMap<String, DMatrixRMaj> buffers) {}
}
