package dev.hourglass.tracker.api.json;

/** Integers: steps, and times in milliseconds. */
final class LongsJson extends ColumnJson<long[]> {

    private static final long serialVersionUID = 1;

    LongsJson() {
        super(long[].class);
    }

    @Override
    int length(long[] column) {
        return column.length;
    }

    @Override
    void write(long[] column, int from, int to, StringBuilder text) {
        for (int i = from; i < to; i++) {
            if (i > from) {
                text.append(',');
            }
            text.append(column[i]);
        }
    }
}
