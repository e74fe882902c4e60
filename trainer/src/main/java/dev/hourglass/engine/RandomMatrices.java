package dev.hourglass.engine;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/** Matrices to start from. */
public final class RandomMatrices {

    private RandomMatrices() {}

    /** Independent normal entries of mean 0, drawn row by row. */
    public static DMatrixRMaj gaussian(int rows, int columns, double variance, UniformRandomProvider random) {
        var normal = ZigguratSampler.NormalizedGaussian.of(random);
        double deviation = Math.sqrt(variance);
        var matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = deviation * normal.sample();
        }
        return matrix;
    }

    /**
     * An orthogonal matrix drawn uniformly (Haar's measure): Q of a Gaussian matrix Q R with the diagonal of R made positive,
     * without which Q would not be uniform. Mezzadri, Notices of the AMS 54 (2007) 592.
     */
    public static DMatrixRMaj orthogonal(int size, UniformRandomProvider random) {
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(size, size);
        if (!qr.decompose(gaussian(size, size, 1, random))) {
            throw new ArithmeticException("no QR decomposition of a Gaussian " + size + " x " + size + " matrix");
        }
        DMatrixRMaj q = qr.getQ(null, false);
        DMatrixRMaj r = qr.getR(null, false);
        for (int j = 0; j < size; j++) {
            double sign = Math.signum(r.get(j, j));
            for (int i = 0; i < size; i++) {
                q.set(i, j, q.get(i, j) * sign);
            }
        }
        return q;
    }
}
