package dev.hourglass.engine;

/**
 * tanh and exp made of additions, products, fused multiply-adds and one division alone. IEEE 754 defines each of these to the
 * last bit, so the result is the same whether the code is interpreted, compiled, scalar or in vectors of any length. The
 * library functions do not promise that: {@code VectorOperators.TANH} is one routine when compiled and another when interpreted.
 *
 * <pre>
 *   expm1(y)  = 2^n (1 + p) - 1     n = round(y / ln 2), r = y - n ln 2, p = expm1(r) = r + r^2 Q(r)
 *   |tanh(x)| = |e| / (2 + e)      e = expm1(-2 |x|)
 * </pre>
 *
 * Within 2.5 units in the last place, as {@link Math#tanh} promises. {@link VectorFunctions} is the same in vectors, term by term.
 */
final class Elementary {

    /** Added to a small number, it leaves that number rounded to an integer in the low bits. */
    static final double ROUND = 0x1.8p52;

    static final double LOG2_E = 1.4426950408889634;
    static final double LN2_HIGH = 0.6931471805599453;
    static final double LN2_LOW = 2.3190468138462996e-17;
    static final int EXPONENT_BIAS = 1023;
    static final int EXPONENT_SHIFT = 52;

    /** Beyond it tanh is 1 in double. */
    static final double TANH_LIMIT = 20;

    /** Beyond it exp(-x) is 0 next to 1, and 2^n stays a normal number. */
    static final double EXP_LIMIT = 700;

    // Q interpolates (expm1(r) - r) / r^2 at the ten Chebyshev nodes of |r| <= ln(2)/2; relative error of p below
    // 5e-17.
    static final double Q0 = 0.5000000000000001;
    static final double Q1 = 0.16666666666666669;
    static final double Q2 = 0.04166666666662416;
    static final double Q3 = 0.008333333333330063;
    static final double Q4 = 0.0013888888917199863;
    static final double Q5 = 0.00019841269863042963;
    static final double Q6 = 2.4801521317484083e-05;
    static final double Q7 = 2.7557268476553695e-06;
    static final double Q8 = 2.7620078203806394e-07;
    static final double Q9 = 2.5100377619606372e-08;

    private Elementary() {}

    static double tanh(double x) {
        double a = Math.abs(x);
        double y = -2 * (a > TANH_LIMIT ? TANH_LIMIT : a);
        double rounded = Math.fma(y, LOG2_E, ROUND);
        double p = expm1OfRest(y, rounded - ROUND);
        double scale = powerOfTwo(rounded);
        double e = Math.fma(scale, p, scale - 1);
        return Math.copySign(e / (e + 2), x);
    }

    /** exp(-|x|). */
    static double expOfMinusAbs(double x) {
        double a = Math.abs(x);
        double y = -(a > EXP_LIMIT ? EXP_LIMIT : a);
        double rounded = Math.fma(y, LOG2_E, ROUND);
        double p = expm1OfRest(y, rounded - ROUND);
        double scale = powerOfTwo(rounded);
        return Math.fma(scale, p, scale);
    }

    private static double expm1OfRest(double y, double n) {
        double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, y));
        double q = Math.fma(Q9, r, Q8);
        q = Math.fma(q, r, Q7);
        q = Math.fma(q, r, Q6);
        q = Math.fma(q, r, Q5);
        q = Math.fma(q, r, Q4);
        q = Math.fma(q, r, Q3);
        q = Math.fma(q, r, Q2);
        q = Math.fma(q, r, Q1);
        q = Math.fma(q, r, Q0);
        return Math.fma(r * r, q, r);
    }

    private static double powerOfTwo(double rounded) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) + EXPONENT_BIAS) << EXPONENT_SHIFT);
    }
}
