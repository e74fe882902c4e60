package dev.hourglass.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.model.ArrayLayout;
import dev.hourglass.model.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrumTest {

    @Test
    void of_a_matrix_by_hand() {
        // A'A = [[9, 12], [12, 41]] has the eigenvalues 45 and 5
        Spectrum spectrum = Spectrum.of(weights(new DMatrixRMaj(new double[][] {{3, 4}, {0, 5}})), "A");
        assertThat(spectrum.values()).containsExactly(new double[] {Math.sqrt(45), Math.sqrt(5)}, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({"8,54,1", "54,8,2", "30,30,3", "1,5,4", "5,1,5"})
    void descends_and_keeps_the_frobenius_norm(int rows, int columns, long seed) {
        Random random = new Random(seed);
        var matrix = new DMatrixRMaj(
                rows,
                columns,
                true,
                random.doubles((long) rows * columns, -1, 1).toArray());
        double[] values = Spectrum.of(weights(matrix), "A").values();
        assertThat(values).hasSize(Math.min(rows, columns));
        for (int i = 1; i < values.length; i++) {
            assertThat(values[i]).isLessThanOrEqualTo(values[i - 1]).isNotNegative();
        }
        double squares = Arrays.stream(values).map(v -> v * v).sum();
        double norm = Arrays.stream(matrix.data).map(v -> v * v).sum();
        assertThat(squares).isEqualTo(norm, within(1e-12 * norm));
    }

    @Test
    void of_a_diverged_matrix_is_not_a_number() {
        assertThat(Spectrum.of(weights(new DMatrixRMaj(new double[][] {{1, 0}, {Double.NaN, 1}})), "A")
                        .values())
                .containsExactly(Double.NaN, Double.NaN);
    }

    private static Weights weights(DMatrixRMaj matrix) {
        // rows lie apart, so that padding would show
        var weights = new Weights(List.of(new ArrayLayout("A", matrix.numRows, matrix.numCols, 3, matrix.numCols + 2)));
        weights.setMatrix("A", matrix);
        return weights;
    }
}
