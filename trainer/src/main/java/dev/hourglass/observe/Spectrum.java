package dev.hourglass.observe;

import dev.hourglass.model.Weights;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The singular values of one weight matrix.
 *
 * @param matrix its name
 * @param values descending, as many as its smaller side
 */
public record Spectrum(String matrix, double[] values) {

    static Spectrum of(Weights weights, String name) {
        DMatrixRMaj matrix = weights.matrix(name);
        int count = Math.min(matrix.numRows, matrix.numCols);
        double[] values = new double[count];
        if (isFinite(matrix)) { // the iteration would not end well, and a diverged run must still be seen
            SingularValueDecomposition_F64<DMatrixRMaj> svd =
                    DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, false, false, true);
            if (svd.decompose(matrix)) {
                double[] unordered = Arrays.copyOf(svd.getSingularValues(), count);
                Arrays.sort(unordered);
                for (int i = 0; i < count; i++) {
                    values[i] = unordered[count - 1 - i];
                }
                return new Spectrum(name, values);
            }
        }
        Arrays.fill(values, Double.NaN);
        return new Spectrum(name, values);
    }

    private static boolean isFinite(DMatrixRMaj matrix) {
        return Arrays.stream(matrix.data, 0, matrix.getNumElements()).allMatch(Double::isFinite);
    }
}
