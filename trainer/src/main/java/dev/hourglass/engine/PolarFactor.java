package dev.hourglass.engine;

import dev.hourglass.engine.DenseKernel.Form;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The orthogonal matrix nearest to a square one: U V' of its singular value decomposition.
 *
 * <pre>
 *   X = X + X E / 2,   E = I - X'X        (Newton and Schulz)
 * </pre>
 *
 * The error is squared by each round (|E| after is about 3/4 |E|^2), so a matrix that one learning step has moved needs two rounds.
 * It converges to the polar factor where all singular values lie below sqrt 3; |E| < 1 in the Frobenius norm guarantees that. A matrix
 * further off is decomposed instead, which allocates. Higham, Functions of Matrices (2008), 8.3.
 */
public final class PolarFactor {

    /** 3/4 of its square is below the rounding of a product, so the round it calls for is the last. */
    private static final double LAST_ROUND = 1e-8;

    private final int size;
    private final DenseKernel kernel;
    private final double[] x;
    private final double[] before;
    private final double[] halfError;
    private final Block xBlock;
    private final Block beforeBlock;
    private final Block halfErrorBlock;

    /** @param size of the square matrices */
    public PolarFactor(int size, DenseKernel kernel) {
        this.size = size;
        this.kernel = kernel;
        this.x = new double[size * size];
        this.before = new double[size * size];
        this.halfError = new double[size * size];
        this.xBlock = new Block(x, 0, size);
        this.beforeBlock = new Block(before, 0, size);
        this.halfErrorBlock = new Block(halfError, 0, size);
    }

    /**
     * Replaces the matrix by its polar factor. A matrix with NaN or infinite entries stays as it is.
     *
     * @param matrix at {@code offset}, rows end to end. Overwritten.
     */
    public void project(double[] matrix, int offset) {
        System.arraycopy(matrix, offset, x, 0, x.length);
        double error = measure();
        if (error >= 1) {
            decompose();
            error = measure();
        }
        if (!(error < 1)) {
            return; // NaN or infinite
        }
        while (error > LAST_ROUND) {
            round();
            error = measure();
        }
        round();
        System.arraycopy(x, 0, matrix, offset, x.length);
    }

    /** E / 2 into its workspace. @return |E| in the Frobenius norm */
    private double measure() {
        kernel.multiply(Form.TRANS_A, size, size, size, xBlock, xBlock, 0, halfErrorBlock);
        double squares = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double entry = (i == j ? 1 : 0) - halfError[i * size + j];
                squares += entry * entry;
                halfError[i * size + j] = entry / 2;
            }
        }
        return Math.sqrt(squares);
    }

    private void round() {
        System.arraycopy(x, 0, before, 0, x.length);
        kernel.multiply(Form.PLAIN, size, size, size, beforeBlock, halfErrorBlock, 1, xBlock);
    }

    private void decompose() {
        var matrix = new DMatrixRMaj(size, size);
        System.arraycopy(x, 0, matrix.data, 0, x.length);
        if (Double.isInfinite(CommonOps_DDRM.elementMaxAbs(matrix))) {
            return;
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(size, size, true, true, false);
        if (!svd.decompose(matrix)) {
            throw new ArithmeticException("no singular value decomposition of a " + size + " x " + size + " matrix");
        }
        CommonOps_DDRM.mult(svd.getU(null, false), svd.getV(null, true), matrix);
        System.arraycopy(matrix.data, 0, x, 0, x.length);
    }
}
