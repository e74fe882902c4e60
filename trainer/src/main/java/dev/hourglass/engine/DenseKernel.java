package dev.hourglass.engine;

/**
 * Products of dense matrices that lie in plain arrays, row-major. Entry (i, j) of a matrix with leading dimension {@code ld} is
 * at {@code offset + i * ld + j}; what lies between its rows is neither read nor written.
 *
 * <p>A kernel gives the same bits for the same input whenever and wherever it runs on one kind of machine, be it interpreted or
 * compiled, and it allocates nothing once its workspaces have grown. One thread at a time.
 */
public interface DenseKernel {

    /** As specs and events name it: {@code openblas}, {@code vector}, {@code ejml}. */
    String name();

    /** {@code name} with what else decides the bits: library version, instruction set. Recorded with every attempt. */
    String description();

    /**
     * <pre>
     *   C = A B + beta C     A: m x k, B: k x n, C: m x n
     * </pre>
     *
     * @param beta 0 or 1; with 0, C is overwritten whatever it held
     * @param c must be another array than {@code a} and {@code b}
     */
    void multiply(
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

    /** As {@link #multiply} with A' (A: k x m, stored so) in place of A. */
    void multiplyTransA(
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

    /** As {@link #multiply} with B' (B: n x k, stored so) in place of B. */
    void multiplyTransB(
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
