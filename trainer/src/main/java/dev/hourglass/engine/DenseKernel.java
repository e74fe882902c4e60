package dev.hourglass.engine;

/**
 * Products of dense matrices that lie in plain arrays, row-major. Entry (i, j) of a matrix with leading dimension {@code ld} is
 * at {@code offset + i * ld + j}; what lies between its rows is neither read nor written.
 *
 * <p>A kernel gives the same bits for the same input whenever it runs on one kind of machine, be it interpreted or compiled, and
 * it allocates nothing once it is compiled and its workspaces have grown. One thread at a time.
 */
public sealed interface DenseKernel permits OpenBlasKernel, VectorKernel, EjmlKernel {

    /** Which operand is transposed; A is m x k and B is k x n after that. */
    enum Form {
        /** A B. */
        PLAIN,
        /** A' B, A stored k x m. */
        TRANS_A,
        /** A B', B stored n x k. */
        TRANS_B
    }

    /** As specs and events name it: {@code openblas}, {@code vector}, {@code ejml}. */
    String name();

    /** What else decides the bits: version, instruction set. Recorded with every attempt. */
    String description();

    /**
     * <pre>
     *   C = op(A) op(B) + beta C     op(A): m x k, op(B): k x n, C: m x n, all at least 1
     * </pre>
     *
     * @param a not modified
     * @param b not modified
     * @param beta 0 or 1; with 0, C is overwritten whatever it held
     * @param c an array of its own, or a stretch that overlaps neither A nor B
     */
    void multiply(
            Form form,
            int m,
            int n,
            int k,
            double[] a,
            int aOffset,
            int lda,
            double[] b,
            int bOffset,
            int ldb,
            double beta,
            double[] c,
            int cOffset,
            int ldc);
}
