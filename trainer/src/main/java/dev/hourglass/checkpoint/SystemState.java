package dev.hourglass.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.hourglass.model.LearningSystem;
import dev.hourglass.model.Weights;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.ejml.data.DMatrixRMaj;

/**
 * All that the next gradient depends on.
 *
 * @param weights by name, without padding
 * @param buffers by name, without padding; empty where the system has none
 */
public record SystemState(SequencedMap<String, DMatrixRMaj> weights, SequencedMap<String, DMatrixRMaj> buffers) {

    /** A copy of the system's present state. */
    public static SystemState of(LearningSystem system) {
        return new SystemState(named(system.weights()), system.buffers());
    }

    /**
     * Puts the system into this state, to the bit: constraints are not restored again, they held when the state was taken.
     *
     * @param file what errors call the state's source
     * @throws UnfitStateException if the state is another system's
     */
    public void restoreInto(LearningSystem system, String file) {
        fill(system.weights(), weights, file);
        SequencedMap<String, DMatrixRMaj> present = system.buffers();
        if (!present.keySet().equals(buffers.keySet())) {
            throw new UnfitStateException(
                    file, "its buffers are " + buffers.keySet() + ", the system's are " + present.keySet());
        }
        present.forEach(
                (name, matrix) -> checkShape("buffer " + name, matrix, requireNonNull(buffers.get(name)), file));
        system.restoreBuffers(buffers);
    }

    /** Copies of the arrays by name. */
    public static SequencedMap<String, DMatrixRMaj> named(Weights weights) {
        var named = new LinkedHashMap<String, DMatrixRMaj>();
        weights.names().forEach(name -> named.put(name, weights.matrix(name)));
        return named;
    }

    /**
     * Fills all arrays of {@code target}, or none.
     *
     * @throws UnfitStateException if one is missing, too many, or of another shape
     */
    public static void fill(Weights target, SequencedMap<String, DMatrixRMaj> named, String file) {
        if (!named.keySet().containsAll(target.names())
                || named.size() != target.names().size()) {
            throw new UnfitStateException(
                    file, "its weights are " + named.keySet() + ", the system's are " + target.names());
        }
        target.names().forEach(name -> checkShape(name, target.matrix(name), requireNonNull(named.get(name)), file));
        target.names().forEach(name -> target.setMatrix(name, requireNonNull(named.get(name))));
    }

    private static void checkShape(String name, DMatrixRMaj system, DMatrixRMaj found, String file) {
        if (system.numRows != found.numRows || system.numCols != found.numCols) {
            throw new UnfitStateException(
                    file,
                    "%s is %d x %d, the system's is %d x %d"
                            .formatted(name, found.numRows, found.numCols, system.numRows, system.numCols));
        }
    }
}
