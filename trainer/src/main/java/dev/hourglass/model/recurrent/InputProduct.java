package dev.hourglass.model.recurrent;

import dev.hourglass.engine.ArrayFunctions;

/**
 * Products S B of the standardised inputs with a matrix, without a multiplication: a chord has few of the keys, and a component is
 * one of two values.
 *
 * <pre>
 *   S = r + sum over the sounding keys k of (2 / s_k) e_k      r_k = (-1 - m_k) / s_k, 0 where s_k = 0
 *   a row of S B = r B + sum over the sounding keys k of (2 / s_k) B[k, :]
 * </pre>
 *
 * m and s are the {@link Standardisation}'s. About four rows of B are added up where the dense product multiplies 54.
 */
final class InputProduct {

    private static final int KEYS = NetworkShape.KEYS;

    private final TimeMajor data;
    private final ArrayFunctions functions;
    private final int columns;
    private final double[] silence;
    private final double[] byKey;

    /** @param columns of the matrix */
    InputProduct(TimeMajor data, int columns, ArrayFunctions functions) {
        this.data = data;
        this.functions = functions;
        this.columns = columns;
        this.silence = new double[columns];
        this.byKey = new double[KEYS * columns];
    }

    /**
     * Takes the matrix as it is now.
     *
     * @param matrix columns x keys from {@code offset}: B transposed, as weights are stored. Not modified.
     * @param constant added to every row, {@code columns} numbers from {@code constantOffset}. Not modified.
     */
    void take(double[] matrix, int offset, double[] constant, int constantOffset) {
        take(matrix, offset);
        for (int j = 0; j < columns; j++) {
            silence[j] += constant[constantOffset + j];
        }
    }

    void take(double[] matrix, int offset) {
        Standardisation standard = data.standardisation();
        for (int j = 0; j < columns; j++) {
            double sum = 0;
            for (int key = 0; key < KEYS; key++) {
                double weight = matrix[offset + j * KEYS + key];
                double silent = standard.component(key, false);
                byKey[key * columns + j] = weight * (standard.component(key, true) - silent);
                sum += weight * silent;
            }
            silence[j] = sum;
        }
    }

    /** @param target rows x columns of all transitions; the group's rows are overwritten */
    void rows(RowGroup group, double[] target) {
        functions.sumRows(
                silence, byKey, data.soundingKeys(), data.firstSounding(), group.firstRow(), group.endRow(), target);
    }
}
