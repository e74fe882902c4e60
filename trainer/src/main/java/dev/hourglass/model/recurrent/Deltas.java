package dev.hourglass.model.recurrent;

import java.util.SequencedMap;
import org.ejml.data.DMatrixRMaj;

/**
 * The errors of the hidden units, layer by layer from the top, by one of the three rules for delta(t+1). Rows are transitions:
 *
 * <pre>
 *   delta_(d-1)(t) = (1 - mu^2) * [epsilon(t) K + delta_(d-1)(t+1) M_(d-1)]
 *   delta_l(t)     = (1 - mu^2) * [delta_(l+1)(t) J_(l+1) + delta_l(t+1) M_l]
 * </pre>
 *
 * Hertz and Tyrcha 2024, B8 to B10. delta(t+1) is 0 at the last transition of a piece.
 */
sealed interface Deltas permits ExactDeltas, StaleDeltas {

    /**
     * Runs the network over all transitions, forward and back, with the present weights, and moves the buffers on.
     *
     * @return delta of each layer, valid until the next call of either method
     */
    RowMatrix[] advance();

    /** What {@link #advance} would give, with the buffers left as they are. */
    RowMatrix[] preview();

    /** As {@link dev.hourglass.model.LearningSystem#buffers()}. */
    SequencedMap<String, DMatrixRMaj> buffers();

    /** As {@link dev.hourglass.model.LearningSystem#restoreBuffers}. */
    void restore(SequencedMap<String, DMatrixRMaj> buffers);
}
