package dev.hourglass.model.recurrent;

import dev.hourglass.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The same network from the paper's equations, piece by piece, chord by chord, unit by unit, sharing no code with the fast one but the
 * names of its weights.
 */
final class NaiveNetwork {

    private static final int KEYS = ChordSequences.KEYS;

    private final ChordSequences chords;
    private final int depth;
    private final int width;
    private final DeltaRule rule;
    private final double[] mean = new double[KEYS];
    private final double[] deviation = new double[KEYS];

    /** delta[l][t][a] of each piece, of the previous step and the one before. */
    private List<double[][][]> previous;

    private List<double[][][]> before;

    NaiveNetwork(ChordSequences chords, int depth, int width, DeltaRule rule) {
        this.chords = chords;
        this.depth = depth;
        this.width = width;
        this.rule = rule;
        this.previous = zeros();
        this.before = zeros();
        for (int i = 0; i < KEYS; i++) {
            List<Double> values = new ArrayList<>();
            for (boolean[][] piece : chords.pieces()) {
                for (int t = 0; t < piece.length - 1; t++) {
                    values.add(piece[t][i] ? 1.0 : -1.0);
                }
            }
            double m = values.stream().mapToDouble(v -> v).average().orElseThrow();
            mean[i] = m;
            deviation[i] = Math.sqrt(values.stream()
                    .mapToDouble(v -> (v - m) * (v - m))
                    .average()
                    .orElseThrow());
        }
    }

    private List<double[][][]> zeros() {
        return chords.pieces().stream()
                .map(piece -> new double[depth][piece.length - 1][width])
                .toList();
    }

    /** dE/dw of each example of the batch by itself, in the weights' layout. Remembers the deltas for the next call. */
    double[][] gradients(Weights weights, int[] batch) {
        List<double[][][]> deltas = new ArrayList<>();
        double[][] perExample = new double[batch.length][];
        int first = 0;
        for (int p = 0; p < chords.pieces().size(); p++) {
            boolean[][] piece = chords.pieces().get(p);
            double[][][] mu = new double[depth][piece.length - 1][width];
            double[][] eps = new double[piece.length - 1][KEYS];
            forward(weights, piece, mu, eps);
            double[][][] delta = backward(weights, mu, eps, p);
            deltas.add(delta);
            for (int b = 0; b < batch.length; b++) {
                int t = batch[b] - first;
                if (t >= 0 && t < piece.length - 1) {
                    perExample[b] = single(weights, input(piece[t]), mu, eps, delta, t);
                }
            }
            first += piece.length - 1;
        }
        before = previous;
        previous = deltas;
        return perExample;
    }

    private double[] input(boolean[] chord) {
        double[] s = new double[KEYS];
        for (int i = 0; i < KEYS; i++) {
            s[i] = deviation[i] < 1e-12 ? 0 : ((chord[i] ? 1 : -1) - mean[i]) / deviation[i];
        }
        return s;
    }

    private void forward(Weights weights, boolean[][] piece, double[][][] mu, double[][] eps) {
        for (int t = 0; t < piece.length - 1; t++) {
            double[] s = input(piece[t]);
            for (int l = 0; l < depth; l++) {
                DMatrixRMaj j = weights.matrix("J" + l);
                DMatrixRMaj m = weights.matrix("M" + l);
                double[] below = l == 0 ? s : mu[l - 1][t];
                for (int a = 0; a < width; a++) {
                    double field = 0;
                    for (int b = 0; b < below.length; b++) {
                        field += j.get(a, b) * below[b];
                    }
                    for (int b = 0; b < width && t > 0; b++) {
                        field += m.get(a, b) * mu[l][t - 1][b];
                    }
                    mu[l][t][a] = Math.tanh(field);
                }
            }
            for (int i = 0; i < KEYS; i++) {
                double h = weights.matrix("h0").get(i, 0);
                for (int a = 0; a < width; a++) {
                    h += weights.matrix("K").get(i, a) * mu[depth - 1][t][a];
                }
                for (int k = 0; k < KEYS; k++) {
                    h += weights.matrix("W").get(i, k) * s[k];
                }
                eps[t][i] = (piece[t + 1][i] ? 1 : -1) - Math.tanh(h);
            }
        }
    }

    private double[][][] backward(Weights weights, double[][][] mu, double[][] eps, int piece) {
        int times = eps.length;
        double[][][] delta = new double[depth][times][width];
        for (int t = times - 1; t >= 0; t--) {
            for (int l = depth - 1; l >= 0; l--) {
                DMatrixRMaj up = weights.matrix(l == depth - 1 ? "K" : "J" + (l + 1));
                DMatrixRMaj m = weights.matrix("M" + l);
                double[] above = l == depth - 1 ? eps[t] : delta[l + 1][t];
                for (int a = 0; a < width; a++) {
                    double sum = 0;
                    for (int i = 0; i < above.length; i++) {
                        sum += above[i] * up.get(i, a);
                    }
                    for (int b = 0; b < width && t + 1 < times; b++) {
                        sum += later(delta, piece, l, t + 1, b) * m.get(b, a);
                    }
                    delta[l][t][a] = (1 - mu[l][t][a] * mu[l][t][a]) * sum;
                }
            }
        }
        return delta;
    }

    private double later(double[][][] delta, int piece, int layer, int t, int unit) {
        double last = previous.get(piece)[layer][t][unit];
        return switch (rule) {
            case EXACT -> delta[layer][t][unit];
            case STALE_LAST -> last;
            case STALE -> 0.5 * (last + before.get(piece)[layer][t][unit]);
        };
    }

    private double[] single(Weights weights, double[] s, double[][][] mu, double[][] eps, double[][][] delta, int t) {
        Weights gradient = weights.like();
        for (int l = 0; l < depth; l++) {
            gradient.setMatrix("J" + l, outer(delta[l][t], l == 0 ? s : mu[l - 1][t]));
            gradient.setMatrix("M" + l, outer(delta[l][t], t == 0 ? new double[width] : mu[l][t - 1]));
        }
        gradient.setMatrix("K", outer(eps[t], mu[depth - 1][t]));
        gradient.setMatrix("W", outer(eps[t], s));
        gradient.setMatrix("h0", outer(eps[t], new double[] {1}));
        return Arrays.stream(gradient.values()).map(g -> -g).toArray();
    }

    private static DMatrixRMaj outer(double[] left, double[] right) {
        var product = new DMatrixRMaj(left.length, right.length);
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < right.length; j++) {
                product.set(i, j, left[i] * right[j]);
            }
        }
        return product;
    }
}
