package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolarFactorTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 8", "4, 30", "5, 90"})
    void a_slightly_moved_orthogonal_matrix_comes_back_orthogonal(long seed, int size) {
        UniformRandomProvider random = RandomSource.PHILOX_4X64.create(seed);
        DMatrixRMaj moved = RandomMatrices.orthogonal(size, random);
        CommonOps_DDRM.addEquals(moved, RandomMatrices.gaussian(size, size, 1e-8, random));
        assertThat(distanceFromOrthogonal(project(moved))).isLessThan(1e-14);
    }

    /** X = Q H with Q orthogonal and H symmetric and positive; that determines Q where X is regular. */
    @ParameterizedTest
    @CsvSource({"1, 1, 0.01", "2, 2, 0.5", "3, 8, 0.1", "4, 8, 3", "5, 30, 1", "6, 90, 0.05", "7, 90, 10"})
    void what_is_left_over_is_symmetric_and_positive(long seed, int size, double scale) {
        UniformRandomProvider random = RandomSource.PHILOX_4X64.create(seed);
        DMatrixRMaj x = RandomMatrices.orthogonal(size, random);
        CommonOps_DDRM.addEquals(x, RandomMatrices.gaussian(size, size, scale * scale / size, random));
        DMatrixRMaj q = project(x);
        var h = new DMatrixRMaj(size, size);
        CommonOps_DDRM.multTransA(q, x, h);
        assertThat(distanceFromOrthogonal(q)).isLessThan(1e-13);
        for (int i = 0; i < size; i++) {
            assertThat(h.get(i, i)).isPositive();
            for (int j = 0; j < i; j++) {
                assertThat(h.get(i, j)).isEqualTo(h.get(j, i), within(1e-12 * (1 + scale)));
            }
        }
    }

    @Test
    void the_zero_matrix_has_some_orthogonal_factor() {
        assertThat(distanceFromOrthogonal(project(new DMatrixRMaj(4, 4)))).isLessThan(1e-14);
    }

    @Test
    void a_matrix_that_is_no_longer_a_number_stays_as_it_is() {
        var broken = new DMatrixRMaj(new double[][] {{1, 0}, {Double.NaN, 1}});
        assertThat(project(broken).data).containsExactly(1, 0, Double.NaN, 1);
        broken.set(1, 0, Double.POSITIVE_INFINITY);
        assertThat(project(broken).data).containsExactly(1, 0, Double.POSITIVE_INFINITY, 1);
    }

    private static DMatrixRMaj project(DMatrixRMaj x) {
        double[] among = new double[x.data.length + 7];
        System.arraycopy(x.data, 0, among, 3, x.data.length);
        new PolarFactor(x.numRows, Kernels.named("vector").kernel()).project(among, 3);
        var q = new DMatrixRMaj(x.numRows, x.numRows);
        System.arraycopy(among, 3, q.data, 0, q.data.length);
        return q;
    }

    private static double distanceFromOrthogonal(DMatrixRMaj q) {
        var gram = new DMatrixRMaj(q.numRows, q.numRows);
        CommonOps_DDRM.multTransA(q, q, gram);
        CommonOps_DDRM.subtractEquals(gram, CommonOps_DDRM.identity(q.numRows));
        return CommonOps_DDRM.elementMaxAbs(gram);
    }
}
