package dev.hourglass.engine;

/** One entry after the other: what the vectors must equal, and what runs where there are none. */
final class ScalarFunctions implements ArrayFunctions {

    @Override
    public void tanh(double[] x, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            x[i] = Elementary.tanh(x[i]);
        }
    }

    @Override
    public double logistic(double[] x, int offset, int length) {
        double linear = LogisticSum.linearPart(x, offset, length);
        for (int i = offset; i < offset + length; i++) {
            x[i] = Elementary.expOfMinusAbs(x[i]);
        }
        return linear + LogisticSum.logarithmicPart(x, offset, length);
    }

    @Override
    public void sumRows(double[] start, double[] table, int[] rows, int[] first, int from, int to, double[] y) {
        int n = start.length;
        for (int i = from; i < to; i++) {
            System.arraycopy(start, 0, y, i * n, n);
            for (int p = first[i]; p < first[i + 1]; p++) {
                for (int j = 0; j < n; j++) {
                    y[i * n + j] += table[rows[p] * n + j];
                }
            }
        }
    }
}
