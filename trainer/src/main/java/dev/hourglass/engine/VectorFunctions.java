package dev.hourglass.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Elementary} in vectors: the same operations in the same order, lane by lane, so the same bits. */
final class VectorFunctions implements ArrayFunctions {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final long SIGN = Long.MIN_VALUE;

    @Override
    public void tanh(double[] x, int offset, int length) {
        int end = offset + length;
        int i = offset;
        for (; i <= end - SPECIES.length(); i += SPECIES.length()) {
            tanh(DoubleVector.fromArray(SPECIES, x, i)).intoArray(x, i);
        }
        for (; i < end; i++) {
            x[i] = Elementary.tanh(x[i]);
        }
    }

    @Override
    public double logistic(double[] x, int offset, int length) {
        double linear = LogisticSum.linearPart(x, offset, length);
        int end = offset + length;
        int i = offset;
        for (; i <= end - SPECIES.length(); i += SPECIES.length()) {
            expOfMinusAbs(DoubleVector.fromArray(SPECIES, x, i)).intoArray(x, i);
        }
        for (; i < end; i++) {
            x[i] = Elementary.expOfMinusAbs(x[i]);
        }
        return linear + LogisticSum.logarithmicPart(x, offset, length);
    }

    @Override
    public void sumRows(double[] start, double[] table, int[] rows, int[] first, int from, int to, double[] y) {
        int n = start.length;
        int whole = SPECIES.loopBound(n);
        VectorMask<Double> rest = SPECIES.indexInRange(whole, n);
        for (int i = from; i < to; i++) {
            for (int j = 0; j < whole; j += SPECIES.length()) {
                DoubleVector sum = DoubleVector.fromArray(SPECIES, start, j);
                for (int p = first[i]; p < first[i + 1]; p++) {
                    sum = sum.add(DoubleVector.fromArray(SPECIES, table, rows[p] * n + j));
                }
                sum.intoArray(y, i * n + j);
            }
            if (whole < n) {
                DoubleVector sum = DoubleVector.fromArray(SPECIES, start, whole, rest);
                for (int p = first[i]; p < first[i + 1]; p++) {
                    sum = sum.add(DoubleVector.fromArray(SPECIES, table, rows[p] * n + whole, rest));
                }
                sum.intoArray(y, i * n + whole, rest);
            }
        }
    }

    private static DoubleVector tanh(DoubleVector x) {
        LongVector sign = x.reinterpretAsLongs().and(SIGN);
        DoubleVector a = x.lanewise(VectorOperators.ABS);
        DoubleVector y = a.blend(Elementary.TANH_LIMIT, a.compare(VectorOperators.GT, Elementary.TANH_LIMIT))
                .mul(-2);
        DoubleVector rounded = y.fma(broadcast(Elementary.LOG2_E), broadcast(Elementary.ROUND));
        DoubleVector p = expm1OfRest(y, rounded.sub(Elementary.ROUND));
        DoubleVector scale = powerOfTwo(rounded);
        DoubleVector e = scale.fma(p, scale.sub(1));
        LongVector magnitude = e.div(e.add(2)).reinterpretAsLongs().and(~SIGN);
        return magnitude.or(sign).reinterpretAsDoubles();
    }

    private static DoubleVector expOfMinusAbs(DoubleVector x) {
        DoubleVector a = x.lanewise(VectorOperators.ABS);
        DoubleVector y = a.blend(Elementary.EXP_LIMIT, a.compare(VectorOperators.GT, Elementary.EXP_LIMIT))
                .neg();
        DoubleVector rounded = y.fma(broadcast(Elementary.LOG2_E), broadcast(Elementary.ROUND));
        DoubleVector p = expm1OfRest(y, rounded.sub(Elementary.ROUND));
        DoubleVector scale = powerOfTwo(rounded);
        return scale.fma(p, scale);
    }

    private static DoubleVector expm1OfRest(DoubleVector y, DoubleVector n) {
        DoubleVector r = n.fma(broadcast(-Elementary.LN2_LOW), n.fma(broadcast(-Elementary.LN2_HIGH), y));
        DoubleVector q = broadcast(Elementary.Q9).fma(r, broadcast(Elementary.Q8));
        q = q.fma(r, broadcast(Elementary.Q7));
        q = q.fma(r, broadcast(Elementary.Q6));
        q = q.fma(r, broadcast(Elementary.Q5));
        q = q.fma(r, broadcast(Elementary.Q4));
        q = q.fma(r, broadcast(Elementary.Q3));
        q = q.fma(r, broadcast(Elementary.Q2));
        q = q.fma(r, broadcast(Elementary.Q1));
        q = q.fma(r, broadcast(Elementary.Q0));
        return r.mul(r).fma(q, r);
    }

    private static DoubleVector powerOfTwo(DoubleVector rounded) {
        return rounded.reinterpretAsLongs()
                .add(Elementary.EXPONENT_BIAS)
                .lanewise(VectorOperators.LSHL, Elementary.EXPONENT_SHIFT)
                .reinterpretAsDoubles();
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
