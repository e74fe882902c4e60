package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.DenseKernel.Form;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every dense kernel keeps, against three plain loops. Says nothing about speed, nor about the order of the sums. */
abstract class DenseKernelContract {

    private static final int TRIALS = 40;
    private static final int LARGEST = 70;

    abstract DenseKernel kernel();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void products_of_any_shape_place_and_form_agree_with_the_definition(long seed) {
        var random = new Random(seed);
        for (int trial = 0; trial < TRIALS; trial++) {
            Form form = Form.values()[random.nextInt(Form.values().length)];
            check(random, form, side(random), side(random), side(random), random.nextInt(2));
        }
    }

    private static int side(Random random) {
        return 1 + random.nextInt(random.nextInt(4) == 0 ? 3 : LARGEST);
    }

    @ParameterizedTest
    @EnumSource
    void products_that_are_deep_or_long_agree_with_the_definition(Form form) {
        var random = new Random(5);
        check(random, form, 3, 5, 1000, 0);
        check(random, form, 150, 100, 90, 1);
        check(random, form, 1, 200, 200, 0);
        check(random, form, 600, 1, 54, 1);
    }

    private void check(Random random, Form form, int m, int n, int k, double beta) {
        Operand a = form == Form.TRANS_A ? new Operand(random, k, m) : new Operand(random, m, k);
        Operand b = form == Form.TRANS_B ? new Operand(random, n, k) : new Operand(random, k, n);
        Operand c = new Operand(random, m, n);
        double[] expected = c.array.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = beta == 0 ? 0 : c.at(i, j);
                for (int p = 0; p < k; p++) {
                    sum += (form == Form.TRANS_A ? a.at(p, i) : a.at(i, p))
                            * (form == Form.TRANS_B ? b.at(j, p) : b.at(p, j));
                }
                expected[c.index(i, j)] = sum;
            }
        }
        if (beta == 0) {
            c.fill(Double.NaN); // overwritten, not multiplied by 0
        }
        kernel().multiply(form, m, n, k, a.block, b.block, beta, c.block);
        // Entries are below 1, so a sum of k products in any order is off by less than k^2 half-units of 1.
        assertThat(c.array)
                .as("%s %d x %d x %d, beta %s", form, m, n, k, beta)
                .containsExactly(expected, within(1e-16 * k * (k + 1)));
    }

    @ParameterizedTest
    @EnumSource
    void the_same_product_has_the_same_bits_wherever_its_operands_lie(Form form) {
        var random = new Random(9);
        double[] left = random.doubles(40 * 40).toArray();
        double[] right = random.doubles(40 * 40).toArray();
        double[] first = product(form, left, right, 0);
        for (int shift = 1; shift < 9; shift++) {
            assertThat(product(form, left, right, shift)).isEqualTo(first);
        }
    }

    private double[] product(Form form, double[] left, double[] right, int shift) {
        double[] a = new double[left.length + shift];
        double[] b = new double[right.length + shift];
        double[] c = new double[left.length + shift];
        System.arraycopy(left, 0, a, shift, left.length);
        System.arraycopy(right, 0, b, shift, right.length);
        kernel().multiply(
                        form, 40, 40, 40, new Block(a, shift, 40), new Block(b, shift, 40), 0, new Block(c, shift, 40));
        return Arrays.copyOfRange(c, shift, c.length);
    }

    @Test
    void a_matrix_that_leaves_its_array_is_refused() {
        var fits = new Block(new double[16], 0, 4);
        var tooFar = new Block(new double[16], 1, 4);
        for (Form form : Form.values()) {
            assertThatThrownBy(() -> kernel().multiply(form, 4, 4, 4, tooFar, fits, 0, fits))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> kernel().multiply(form, 4, 4, 4, fits, tooFar, 0, fits))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> kernel().multiply(form, 4, 4, 4, fits, fits, 0, tooFar))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("4 x 4");
        }
    }

    @Test
    void it_says_what_it_is() {
        assertThat(Kernels.names()).contains(kernel().name());
        assertThat(kernel().description()).isNotBlank();
    }

    /** A matrix with something between its rows and around it. */
    private static final class Operand {

        private final int rows;
        private final int columns;
        private final int offset;
        private final int ld;
        private final double[] array;
        private final Block block;

        Operand(Random random, int rows, int columns) {
            this.rows = rows;
            this.columns = columns;
            this.offset = random.nextInt(10);
            this.ld = columns + random.nextInt(10);
            this.array = random.doubles(offset + (long) rows * ld, -1, 1).toArray();
            this.block = new Block(array, offset, ld);
        }

        int index(int i, int j) {
            return offset + i * ld + j;
        }

        double at(int i, int j) {
            return array[index(i, j)];
        }

        void fill(double value) {
            for (int i = 0; i < rows; i++) {
                Arrays.fill(array, index(i, 0), index(i, columns), value);
            }
        }
    }
}
