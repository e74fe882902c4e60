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

    /** A sign, seven digits, a point, six digits. */
    static final int LONGEST = 15;

    private Decimals() {}

    /**
     * @param scratch of {@link #LONGEST} characters, to be used again: a number is added at once, not a character at a time
     * @return false, and nothing is written, if the number is none of them
     */
    static boolean append(double number, char[] scratch, StringBuilder text) {
        double size = Math.abs(number);
        if (!(size >= LEAST && size < BEYOND)) {
            return isZero(number, text);
        }
        long scaled = (long) (size * SCALE + 0.5);
        if (scaled / SCALE != size) {
            return false;
        }
        long whole = scaled / WHOLE;
        int at = fraction((int) (scaled - whole * WHOLE), scratch);
        scratch[--at] = '.';
        at = digits((int) whole, 1, scratch, at);
        if (number < 0) {
            scratch[--at] = '-';
        }
        text.append(scratch, at, LONGEST - at);
        return true;
    }

    private static boolean isZero(double number, StringBuilder text) {
        if (Double.doubleToRawLongBits(number) != 0) {
            return false;
        }
        text.append("0.0");
        return true;
    }

    /** One digit at least, and no zeros behind others. @return where they begin */
    private static int fraction(int millionths, char[] scratch) {
        int rest = millionths;
        int places = PLACES;
        while (places > 1 && rest % 10 == 0) {
            rest /= 10;
            places--;
        }
        return digits(rest, places, scratch, LONGEST);
    }

    /** Before {@code end}, with zeros in front if there are fewer than {@code least}. @return where they begin */
    private static int digits(int number, int least, char[] scratch, int end) {
        int rest = number;
        int at = end;
        while (rest > 0 || end - at < least) {
            scratch[--at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return at;
    }
}
