package dev.hourglass.checkpoint;

import dev.hourglass.model.LearningSystem;
import java.util.LinkedHashMap;
import org.ejml.data.DMatrixRMaj;

/** Weights to start a run from, out of any program's safetensors file: F64 or F32, matrices or vectors, by the system's names. */
public final class StartingWeights {

    private StartingWeights() {}

    /**
     * Replaces all weights and restores their constraints. What else is in the file is not looked at; the system's buffers stay
     * as they are.
     *
     * @param file what errors call the content
     * @throws UnfitStateException if one of the weights is missing, not of floating point, or of another shape
     */
    public static void load(Safetensors content, LearningSystem system, String file) {
        var weights = new LinkedHashMap<String, DMatrixRMaj>();
        for (String name : system.weights().names()) {
            Tensor tensor = content.tensor(name)
                    .orElseThrow(() -> new UnfitStateException(
                            file,
                            "it has no " + name + " among " + content.tensors().keySet()));
            if (!(tensor instanceof Tensor.F64 doubles)
                    || doubles.shape().isEmpty()
                    || doubles.shape().size() > 2) {
                throw new UnfitStateException(
                        file,
                        name + " is " + tensor.type() + " of shape " + tensor.shape() + ", not F64 or F32 of a matrix");
            }
            weights.put(name, Matrices.of(doubles));
        }
        SystemState.fill(system.weights(), weights, file);
        system.constrain();
    }
}
