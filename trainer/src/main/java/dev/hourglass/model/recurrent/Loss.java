package dev.hourglass.model.recurrent;

import dev.hourglass.engine.ArrayFunctions;
import dev.hourglass.model.Evaluation;

/**
 * Loss and accuracy, gathered group by group.
 *
 * <pre>
 *   nll = mean over transitions and units of log2(1 + exp(-2 S0(t+1) H(t)))
 * </pre>
 *
 * A field of exactly 0 has no sign and so counts as wrong.
 */
final class Loss {

    private static final int KEYS = ChordSequences.KEYS;

    private final TimeMajor data;
    private final ArrayFunctions functions;
    private final double[] margins;
    private double nats;
    private long right;

    Loss(TimeMajor data, ArrayFunctions functions, int mostRows) {
        this.data = data;
        this.functions = functions;
        this.margins = new double[mostRows * KEYS];
    }

    void reset() {
        nats = 0;
        right = 0;
    }

    /** @param fields H of all rows, of which the group's count. Not modified. */
    void add(RowGroup group, double[] fields) {
        int start = group.firstRow() * KEYS;
        int length = group.rows() * KEYS;
        double[] targets = data.targets();
        for (int i = 0; i < length; i++) {
            margins[i] = 2 * targets[start + i] * fields[start + i];
            right += margins[i] > 0 ? 1 : 0;
        }
        nats += functions.logistic(margins, 0, length);
    }

    Evaluation evaluation() {
        double units = (double) data.rows() * KEYS;
        return new Evaluation(nats / (units * StrictMath.log(2)), right / units);
    }
}
