package dev.hourglass.checkpoint;

import org.ejml.data.DMatrixRMaj;

/** From tensors to EJML's matrices. */
final class Matrices {

    private Matrices() {}

    /** Shares the values. A vector becomes one column. */
    static DMatrixRMaj of(Tensor.F64 tensor) {
        int rows = tensor.shape().getFirst();
        int columns = tensor.shape().size() == 1 ? 1 : tensor.shape().get(1);
        return DMatrixRMaj.wrap(rows, columns, tensor.values());
    }
}
