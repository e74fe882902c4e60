package dev.hourglass.tracker.api.json;

/**
 * Doubles that are short decimals, as steps and times are, in the digits of {@link Double#toString(double)}, several times as fast.
 *
 * <p>A decimal of at most 15 digits that a double is nearest to is the only one of that length, and so the shortest there is: two
 * of them lie further apart than two doubles do. Whether {@code m / 10^6} is one is seen by a division, which rounds to nearest.
 */
final class Decimals {

    private static final int PLACES = 6;
    private static final double SCALE = 1e6;
    private static final long WHOLE = 1_000_000;

    /** Between these, {@code Double.toString} writes no exponent; so there are 13 digits at most. */
    private static final double LEAST = 1e-3;

    private static final double BEYOND = 1e7;

    private Decimals() {}

    /** @return false, and nothing is written, if the number is none of them */
    static boolean append(double number, StringBuilder text) {
        double size = Math.abs(number);
        if (!(size >= LEAST && size < BEYOND)) {
            return isZero(number, text);
        }
        long scaled = (long) (size * SCALE + 0.5);
        if (scaled / SCALE != size) {
            return false;
        }
        if (number < 0) {
            text.append('-');
        }
        long whole = scaled / WHOLE;
        text.append((int) whole).append('.');
        fraction((int) (scaled - whole * WHOLE), text);
        return true;
    }

    private static boolean isZero(double number, StringBuilder text) {
        if (Double.doubleToRawLongBits(number) != 0) {
            return false;
        }
        text.append("0.0");
        return true;
    }

    /** One digit at least, and no zeros behind others. */
    private static void fraction(int millionths, StringBuilder text) {
        int rest = millionths;
        int unit = (int) WHOLE / 10;
        for (int place = 0; place < PLACES && (place == 0 || rest > 0); place++) {
            text.append((char) ('0' + rest / unit));
            rest %= unit;
            unit /= 10;
        }
    }
}
