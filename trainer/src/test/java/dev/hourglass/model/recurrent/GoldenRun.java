package dev.hourglass.model.recurrent;

import dev.hourglass.data.TestData;
import dev.hourglass.engine.Kernels;
import dev.hourglass.engine.PolarFactor;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import dev.hourglass.model.Weights;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The set-up of the golden values: three chorales, depth 2, width 8, weights by formula, rate 0.05. */
final class GoldenRun {

    private static final int WIDTH = 8;
    private static final int KEYS = ChordSequences.KEYS;
    private static final double ETA = 0.05;

    final DeepRecurrent network;
    private final Weights gradient;

    GoldenRun(String kernel, DeltaRule rule) {
        network = new DeepRecurrent(
                TestData.chorales(3),
                2,
                WIDTH,
                rule,
                Kernels.named(kernel).kernel(),
                new RandomStreams(1).stream(Purpose.INITIAL_WEIGHTS));
        gradient = network.weights().like();
        Weights weights = network.weights();
        weights.setMatrix("J0", wave(WIDTH, KEYS, 0.2, 0));
        weights.setMatrix("J1", nearestOrthogonal(kernel, wave(WIDTH, WIDTH, 0.3, 1)));
        weights.setMatrix("M0", nearestOrthogonal(kernel, wave(WIDTH, WIDTH, 0.3, 10)));
        weights.setMatrix("M1", nearestOrthogonal(kernel, wave(WIDTH, WIDTH, 0.3, 11)));
        weights.setMatrix("K", wave(KEYS, WIDTH, 0.3, 20));
        weights.setMatrix("W", wave(KEYS, KEYS, 0.1, 21));
        var bias = new DMatrixRMaj(KEYS, 1);
        for (int i = 0; i < KEYS; i++) {
            bias.set(i, 0, 0.1 * Math.sin(1 + i));
        }
        weights.setMatrix("h0", bias);
    }

    private static DMatrixRMaj wave(int rows, int columns, double amplitude, int k) {
        var a = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                a.set(i, j, amplitude * Math.sin(1 + i + 2 * j + 3 * i * j + 5 * k));
            }
        }
        return a;
    }

    private static DMatrixRMaj nearestOrthogonal(String kernel, DMatrixRMaj a) {
        CommonOps_DDRM.addEquals(a, CommonOps_DDRM.identity(a.numRows));
        new PolarFactor(a.numRows, Kernels.named(kernel).kernel()).project(a.data, 0);
        return a;
    }

    /** All transitions, or those whose number q fulfils (q + 7 step) mod 4 = 0. */
    int[] batch(int step, boolean full) {
        return IntStream.range(0, network.examples())
                .filter(q -> full || (q + 7 * step) % 4 == 0)
                .toArray();
    }

    void step(int[] batch) {
        network.gradient(batch, batch.length, gradient);
        double[] w = network.weights().values();
        for (int i = 0; i < w.length; i++) {
            w[i] -= ETA * gradient.values()[i];
        }
        network.constrain();
    }

    /** Frobenius norm of the sum over the last step's batch. */
    double sumNorm(String array, int size) {
        DMatrixRMaj g = gradient.matrix(array);
        double squares = 0;
        for (double entry : g.data) {
            squares += entry * entry;
        }
        return size * Math.sqrt(squares);
    }
}
