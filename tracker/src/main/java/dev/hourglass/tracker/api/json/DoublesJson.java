package dev.hourglass.tracker.api.json;

/** Doubles, each with the fewest digits that give it back; NaN and infinities as strings. */
final class DoublesJson extends ColumnJson<double[]> {

    private static final long serialVersionUID = 1;

    /** After so many in a row that are no short decimals, the rest of a slice is not asked any more: it is measured values. */
    private static final int MISSES = 32;

    DoublesJson() {
        super(double[].class);
    }

    @Override
    int length(double[] column) {
        return column.length;
    }

    @Override
    void write(double[] column, int from, int to, StringBuilder text) {
        var scratch = new char[Decimals.LONGEST];
        int misses = 0;
        for (int i = from; i < to; i++) {
            if (i > from) {
                text.append(',');
            }
            if (misses < MISSES && Decimals.append(column[i], scratch, text)) {
                misses = 0;
            } else {
                misses++;
                append(column[i], text);
            }
        }
    }

    private static void append(double number, StringBuilder text) {
        if (Double.isFinite(number)) {
            text.append(number);
        } else {
            text.append('"').append(number).append('"');
        }
    }
}
