package dev.hourglass.engine;

/**
 * <pre>
 *   sum_i ln(1 + exp(-x_i)) = sum_i max(0, -x_i) + ln prod_i (1 + exp(-|x_i|))
 * </pre>
 *
 * One logarithm for hundreds of factors, each between 1 and 2. The order of the sums is fixed here, for all implementations.
 */
final class LogisticSum {

    /** 2^512 is far from overflow. */
    private static final int FACTORS = 512;

    private LogisticSum() {}

    static double linearPart(double[] x, int offset, int length) {
        double sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += x[i] < 0 ? -x[i] : 0;
        }
        return sum;
    }

    /** @param exp exp(-|x_i|). Not modified. */
    static double logarithmicPart(double[] exp, int offset, int length) {
        double sum = 0;
        int end = offset + length;
        for (int start = offset; start < end; start += FACTORS) {
            double product = 1;
            for (int i = start; i < Math.min(start + FACTORS, end); i++) {
                product *= 1 + exp[i];
            }
            sum += StrictMath.log(product);
        }
        return sum;
    }
}
