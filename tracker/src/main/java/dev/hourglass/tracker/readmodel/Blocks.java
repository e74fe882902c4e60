package dev.hourglass.tracker.readmodel;

/**
 * What consecutive points of a chunk come to, block by block, so that a reduction need not unpack them: of the values least,
 * greatest and last; of the clocks their range and the last ones. Least and greatest pass over NaN, and are NaN where a block
 * has nothing else; a range with a NaN in it is NaN. Every block but the last has {@code size} points.
 */
public final class Blocks {

    /** Points of a fine block: its three values are 10 percent of what they stand for. */
    public static final int FINE = 32;

    /** Points of a coarse block: some are short beside a pixel of a million points, and an eighth as many to read as fine ones. */
    public static final int COARSE = 256;

    private Blocks() {}

    /** How many blocks of this size a chunk has: none where one would be the chunk. */
    public static int count(int points, int size) {
        return points > size ? (points + size - 1) / size : 0;
    }

    /** Least, greatest and last values: a column of the one, of the other, of the third. */
    public static byte[] ofValues(double[] values, int size) {
        int blocks = count(values.length, size);
        double[] reduced = new double[3 * blocks];
        for (int b = 0; b < blocks; b++) {
            int to = Math.min(values.length, (b + 1) * size);
            double least = Double.NaN;
            double greatest = Double.NaN;
            for (int i = b * size; i < to; i++) {
                least = least(least, values[i]);
                greatest = greatest(greatest, values[i]);
            }
            reduced[b] = least;
            reduced[blocks + b] = greatest;
            reduced[2 * blocks + b] = values[to - 1];
        }
        return Columns.pack(reduced);
    }

    /** Columns of first and last steps; least, greatest and last taus; least, greatest and last wall times. */
    public static byte[] ofClocks(long[] steps, double[] taus, long[] wallMs, int size) {
        int blocks = count(steps.length, size);
        long[] marks = new long[8 * blocks];
        for (int b = 0; b < blocks; b++) {
            int from = b * size;
            int to = Math.min(steps.length, from + size);
            ClockRange range = ClockRange.of(steps, taus, wallMs, from, to);
            long[] block = {
                steps[from],
                steps[to - 1],
                Double.doubleToRawLongBits(range.leastTau()),
                Double.doubleToRawLongBits(range.greatestTau()),
                Double.doubleToRawLongBits(range.lastTau()),
                range.leastWallMs(),
                range.greatestWallMs(),
                range.lastWallMs()
            };
            for (int column = 0; column < block.length; column++) {
                marks[column * blocks + b] = block[column];
            }
        }
        return Columns.pack(marks);
    }

    /** Of two values, one of which may be NaN. */
    public static double least(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
    }

    public static double greatest(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }
}
