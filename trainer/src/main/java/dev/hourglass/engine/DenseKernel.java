package dev.hourglass.engine;

/**
 * Products of dense matrices.
 *
 * <p>A kernel gives the same bits for the same input whenever it runs on one kind of machine, be it interpreted or compiled, and
 * it allocates nothing once it is compiled and its workspaces have grown. One thread at a time.
 */
public sealed interface DenseKernel permits OpenBlasKernel, VectorKernel, EjmlKernel {

    /** Which operand is stored transposed. */
    enum Form {
        /** A B, with A stored m x k and B k x n. */
        PLAIN,
        /** A' B, with A stored k x m and B k x n. */
        TRANS_A,
        /** A B', with A stored m x k and B n x k. */
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
     * @param c overlaps neither A nor B; what lies between its rows is left alone
     * @throws IndexOutOfBoundsException if a matrix does not fit where it is said to be
     */
    void multiply(Form form, int m, int n, int k, Block a, Block b, double beta, Block c);
}
