package dev.hourglass.engine;

/** Functions over stretches of arrays. All implementations give the same bits, whatever the length of the stretch. */
public sealed interface ArrayFunctions permits VectorFunctions, ScalarFunctions {

    /** x = tanh(x), within 2.5 units in the last place, for {@code length} entries from {@code offset}. NaN stays NaN. */
    void tanh(double[] x, int offset, int length);

    /**
     * Sum over {@code length} entries of ln(1 + exp(-x)), the negative log-likelihood in nats of units that meet their target
     * with the field x / 2.
     *
     * @param x overwritten
     */
    double logistic(double[] x, int offset, int length);

    /**
     * Adds up rows of a table, as a product with a matrix of few ones does.
     *
     * <pre>
     *   Y[i,:] = start + sum over p in [first[i], first[i+1]) of T[rows[p],:]     added in ascending p
     * </pre>
     *
     * @param start n numbers. Not modified.
     * @param table T, rows of n numbers end to end. Not modified.
     * @param rows of T
     * @param from first i
     * @param to last i, exclusive
     * @param y rows of n numbers; those from {@code from} to {@code to} are overwritten
     */
    void sumRows(double[] start, double[] table, int[] rows, int[] first, int from, int to, double[] y);

    /** Vectors where the JVM was started with the incubating module, scalars elsewhere. */
    static ArrayFunctions fastest() {
        return VectorModule.isPresent() ? new VectorFunctions() : new ScalarFunctions();
    }
}
