package dev.hourglass.observe;

import dev.hourglass.dynamics.Dynamics;
import dev.hourglass.model.Evaluation;
import dev.hourglass.model.GradientStatistics;
import dev.hourglass.model.LearningSystem;
import dev.hourglass.model.Weights;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A system between two steps. What several observers ask for is worked out once, when the first asks; a moment is over when the
 * next step begins.
 */
final class Moment {

    private final LearningSystem system;
    private final Dynamics dynamics;
    private final Optional<Weights> reference;
    private @Nullable Evaluation evaluation;
    private @Nullable GradientStatistics gradientStatistics;

    /** @param reference the weights at the branch point, where something is measured from them */
    Moment(LearningSystem system, Dynamics dynamics, Optional<Weights> reference) {
        this.system = system;
        this.dynamics = dynamics;
        this.reference = reference;
    }

    Evaluation evaluation() {
        if (evaluation == null) {
            evaluation = system.evaluate();
        }
        return evaluation;
    }

    /** Of the batch that the next step will use. */
    GradientStatistics gradientStatistics() {
        if (gradientStatistics == null) {
            int[] batch = dynamics.nextBatch();
            gradientStatistics = system.gradientStatistics(batch, batch.length);
        }
        return gradientStatistics;
    }

    /** D: {@code 1/N sum (w - w0)^2} over all N weights; Hertz and Tyrcha 2024, eq. 5. */
    double displacement() {
        double[] w = system.weights().values();
        double[] w0 = reference.orElseThrow().values();
        double sum = 0;
        for (int i = 0; i < w.length; i++) { // padding is 0 in both
            double d = w[i] - w0[i];
            sum += d * d;
        }
        return sum / system.weights().count();
    }

    /** {@code w.w0 / (|w| |w0|)}; NaN if one of them is 0. */
    double overlap() {
        double[] w = system.weights().values();
        double[] w0 = reference.orElseThrow().values();
        double product = 0;
        double square = 0;
        double square0 = 0;
        for (int i = 0; i < w.length; i++) {
            product += w[i] * w0[i];
            square += w[i] * w[i];
            square0 += w0[i] * w0[i];
        }
        return product / Math.sqrt(square * square0);
    }
}
