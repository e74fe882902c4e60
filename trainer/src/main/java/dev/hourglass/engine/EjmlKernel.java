package dev.hourglass.engine;

import org.ejml.EjmlVersion;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The products of EJML: pure Java, runs anywhere. EJML knows no leading dimensions, so the operands are copied into workspaces
 * of their own, which costs little next to the product.
 */
final class EjmlKernel implements DenseKernel {

    static final String NAME = "ejml";

    private final DMatrixRMaj left = new DMatrixRMaj(1, 1);
    private final DMatrixRMaj right = new DMatrixRMaj(1, 1);
    private final DMatrixRMaj product = new DMatrixRMaj(1, 1);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "EJML " + EjmlVersion.VERSION;
    }

    @Override
    public void multiply(Form form, int m, int n, int k, Block a, Block b, double beta, Block c) {
        boolean transA = form == Form.TRANS_A;
        boolean transB = form == Form.TRANS_B;
        take(left, transA ? k : m, transA ? m : k, a);
        take(right, transB ? n : k, transB ? k : n, b);
        switch (form) {
            case PLAIN -> CommonOps_DDRM.mult(left, right, product);
            case TRANS_A -> CommonOps_DDRM.multTransA(left, right, product);
            case TRANS_B -> CommonOps_DDRM.multTransB(left, right, product);
        }
        c.check(m, n);
        give(beta, c.array(), c.offset(), c.ld());
    }

    private static void take(DMatrixRMaj matrix, int rows, int columns, Block from) {
        from.check(rows, columns);
        matrix.reshape(rows, columns);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from.array(), from.offset() + i * from.ld(), matrix.data, i * columns, columns);
        }
    }

    private void give(double beta, double[] c, int offset, int ld) {
        double[] from = product.data;
        int n = product.numCols;
        for (int i = 0; i < product.numRows; i++) {
            int row = offset + i * ld;
            if (beta == 0) {
                System.arraycopy(from, i * n, c, row, n);
            } else {
                for (int j = 0; j < n; j++) {
                    c[row + j] = beta * c[row + j] + from[i * n + j];
                }
            }
        }
    }
}
