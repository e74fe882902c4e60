package dev.hourglass.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products by the Vector API. B is packed into panels as wide as three vectors, so that a tile of four rows keeps its twelve sums in
 * registers whatever the transposition.
 *
 * <p>Each entry of C is one chain of fused multiply-adds in ascending k, cut every {@link #DEPTH}; so the bits depend neither
 * on the length of the vectors nor on whether the code is compiled. (The lanes' sum of a dot product, as other libraries use
 * it, has no defined order.)
 */
final class VectorKernel implements DenseKernel {

    static final String NAME = "vector";

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int PANEL = 3 * LANES;
    private static final int ROWS = 4;

    /** Of a block in k: its panel of at most 24 columns fills the first-level cache without overflowing it. */
    private static final int DEPTH = 192;

    private final double[] tile = new double[ROWS * PANEL];
    private final double[] panel = new double[DEPTH * PANEL];

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Vector API, " + SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public void multiply(Form form, int m, int n, int k, Block a, Block b, double beta, Block c) {
        boolean transposedA = form == Form.TRANS_A;
        boolean transposedB = form == Form.TRANS_B;
        a.check(transposedA ? k : m, transposedA ? m : k);
        b.check(transposedB ? n : k, transposedB ? k : n);
        c.check(m, n);
        int aRow = transposedA ? 1 : a.ld();
        int aStep = transposedA ? a.ld() : 1;
        for (int start = 0; start < k; start += DEPTH) {
            int depth = Math.min(DEPTH, k - start);
            double keep = start == 0 ? beta : 1;
            for (int j = 0; j < n; j += PANEL) {
                int columns = Math.min(PANEL, n - j);
                if (transposedB) {
                    packTransposed(b.array(), b.offset() + j * b.ld() + start, b.ld(), depth, columns);
                } else {
                    pack(b.array(), b.offset() + start * b.ld() + j, b.ld(), depth, columns);
                }
                int i = 0;
                for (; i <= m - ROWS; i += ROWS) {
                    fourRows(depth, a.array(), a.offset() + i * aRow + start * aStep, aRow, aStep, panel, tile);
                    give(ROWS, columns, keep, c.array(), c.offset() + i * c.ld() + j, c.ld());
                }
                for (; i < m; i++) {
                    oneRow(depth, a.array(), a.offset() + i * aRow + start * aStep, aStep, panel, tile);
                    give(1, columns, keep, c.array(), c.offset() + i * c.ld() + j, c.ld());
                }
            }
        }
    }

    private void pack(double[] b, int offset, int ldb, int depth, int columns) {
        for (int p = 0; p < depth; p++) {
            int to = p * PANEL;
            System.arraycopy(b, offset + p * ldb, panel, to, columns);
            for (int j = columns; j < PANEL; j++) {
                panel[to + j] = 0;
            }
        }
    }

    private void packTransposed(double[] b, int offset, int ldb, int depth, int columns) {
        for (int j = 0; j < PANEL; j++) {
            for (int p = 0; p < depth; p++) {
                panel[p * PANEL + j] = j < columns ? b[offset + j * ldb + p] : 0;
            }
        }
    }

    private static void fourRows(int depth, double[] a, int at, int row, int step, double[] panel, double[] tile) {
        DoubleVector c00 = DoubleVector.zero(SPECIES);
        DoubleVector c01 = c00;
        DoubleVector c02 = c00;
        DoubleVector c10 = c00;
        DoubleVector c11 = c00;
        DoubleVector c12 = c00;
        DoubleVector c20 = c00;
        DoubleVector c21 = c00;
        DoubleVector c22 = c00;
        DoubleVector c30 = c00;
        DoubleVector c31 = c00;
        DoubleVector c32 = c00;
        for (int p = 0; p < depth; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, panel, p * PANEL);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, panel, p * PANEL + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, panel, p * PANEL + 2 * LANES);
            int index = at + p * step;
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[index]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[index + row]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[index + 2 * row]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[index + 3 * row]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
        }
        c00.intoArray(tile, 0);
        c01.intoArray(tile, LANES);
        c02.intoArray(tile, 2 * LANES);
        c10.intoArray(tile, PANEL);
        c11.intoArray(tile, PANEL + LANES);
        c12.intoArray(tile, PANEL + 2 * LANES);
        c20.intoArray(tile, 2 * PANEL);
        c21.intoArray(tile, 2 * PANEL + LANES);
        c22.intoArray(tile, 2 * PANEL + 2 * LANES);
        c30.intoArray(tile, 3 * PANEL);
        c31.intoArray(tile, 3 * PANEL + LANES);
        c32.intoArray(tile, 3 * PANEL + 2 * LANES);
    }

    private static void oneRow(int depth, double[] a, int at, int step, double[] panel, double[] tile) {
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector c1 = c0;
        DoubleVector c2 = c0;
        for (int p = 0; p < depth; p++) {
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[at + p * step]);
            c0 = a0.fma(DoubleVector.fromArray(SPECIES, panel, p * PANEL), c0);
            c1 = a0.fma(DoubleVector.fromArray(SPECIES, panel, p * PANEL + LANES), c1);
            c2 = a0.fma(DoubleVector.fromArray(SPECIES, panel, p * PANEL + 2 * LANES), c2);
        }
        c0.intoArray(tile, 0);
        c1.intoArray(tile, LANES);
        c2.intoArray(tile, 2 * LANES);
    }

    private void give(int rows, int columns, double keep, double[] c, int offset, int ldc) {
        for (int i = 0; i < rows; i++) {
            int row = offset + i * ldc;
            if (keep == 0) {
                System.arraycopy(tile, i * PANEL, c, row, columns);
            } else {
                for (int j = 0; j < columns; j++) {
                    c[row + j] += tile[i * PANEL + j];
                }
            }
        }
    }
}
