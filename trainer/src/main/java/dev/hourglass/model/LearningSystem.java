package dev.hourglass.model;

import java.util.SequencedMap;
import org.ejml.data.DMatrixRMaj;

/**
 * What learns: weights, a loss and its gradient. It knows neither time nor learning rates, draws no random numbers after its
 * construction, and allocates nothing in {@link #gradient}.
 */
public interface LearningSystem {

    /** The trainable arrays themselves; whoever writes into them calls {@link #constrain} afterwards. */
    Weights weights();

    /** Training examples (for chorales: transitions); a batch names them by 0 .. examples - 1. */
    int examples();

    /**
     * Mean over the batch of dE/dw of the single examples, E in nats summed over the output units. Moves the system's buffers
     * (the stale deltas) on by one step, so it is called exactly once a step.
     *
     * @param batch distinct example numbers. Not modified.
     * @param size how many of {@code batch} count
     * @param gradient of the weights' layout. Overwritten.
     */
    void gradient(int[] batch, int size, Weights gradient);

    /** Restores what the weights must fulfil after they were moved (orthogonal recurrent matrices). */
    void constrain();

    /** Loss and accuracy at the present weights over all examples. Changes nothing. */
    Evaluation evaluate();

    /**
     * What {@link #gradient} would find next for this batch, and how it scatters over the batch. Changes nothing, buffers
     * included.
     */
    GradientStatistics gradientStatistics(int[] batch, int size);

    /**
     * State besides the weights that the next gradient depends on, by name, in the system's natural order and without padding;
     * copies. Empty where there is none.
     */
    SequencedMap<String, DMatrixRMaj> buffers();

    /** @param buffers what {@link #buffers} gave. Not modified. */
    void restoreBuffers(SequencedMap<String, DMatrixRMaj> buffers);
}
