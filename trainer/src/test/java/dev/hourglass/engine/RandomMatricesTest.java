package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RandomMatricesTest {

    private static final int DRAWS = 20_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 90})
    void orthogonal_matrices_are_orthogonal(int size) {
        DMatrixRMaj q = RandomMatrices.orthogonal(size, random(size));
        var gram = new DMatrixRMaj(size, size);
        CommonOps_DDRM.multTransA(q, q, gram);
        CommonOps_DDRM.subtractEquals(gram, CommonOps_DDRM.identity(size));
        assertThat(CommonOps_DDRM.elementMaxAbs(gram)).isLessThan(1e-14);
    }

    /**
     * Under Haar's measure the trace has mean 0 and variance 1, and (1, 1) is as often positive as negative. Q straight from a QR
     * decomposition fails both.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void orthogonal_matrices_are_uniform(long seed) {
        UniformRandomProvider random = random(seed);
        double sum = 0;
        double squares = 0;
        double positive = 0;
        for (int i = 0; i < DRAWS; i++) {
            DMatrixRMaj q = RandomMatrices.orthogonal(4, random);
            double trace = CommonOps_DDRM.trace(q);
            sum += trace;
            squares += trace * trace;
            positive += q.get(0, 0) > 0 ? 1 : 0;
        }
        // Five standard errors: of the mean 1/sqrt(n), of the square sqrt(2/n) at most, of the share 1/(2 sqrt(n)).
        assertThat(sum / DRAWS).isEqualTo(0, within(5 / Math.sqrt(DRAWS)));
        assertThat(squares / DRAWS).isEqualTo(1, within(5 * Math.sqrt(2.0 / DRAWS)));
        assertThat(positive / DRAWS).isEqualTo(0.5, within(2.5 / Math.sqrt(DRAWS)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void gaussian_matrices_have_the_variance_asked_for(long seed) {
        DMatrixRMaj matrix = RandomMatrices.gaussian(200, 300, 0.1 / 54, random(seed));
        double mean = CommonOps_DDRM.elementSum(matrix) / matrix.getNumElements();
        CommonOps_DDRM.elementPower(matrix, 2, matrix);
        double square = CommonOps_DDRM.elementSum(matrix) / matrix.getNumElements();
        double deviation = Math.sqrt(0.1 / 54);
        assertThat(mean).isEqualTo(0, within(5 * deviation / Math.sqrt(60_000)));
        assertThat(square).isEqualTo(0.1 / 54, within(5 * 0.1 / 54 * Math.sqrt(2.0 / 60_000)));
    }

    private static UniformRandomProvider random(long seed) {
        return RandomSource.PHILOX_4X64.create(seed);
    }
}
