package dev.hourglass.model.recurrent;

import java.util.ArrayList;
import java.util.List;

/**
 * Some times in sequence, whose rows go through the products together: all products but the recurrent ones take a whole group at
 * once, so the last times, when few pieces still sound, do not starve the kernel.
 *
 * @param number place among the groups, from 0
 * @param firstTime inclusive
 * @param endTime exclusive
 */
record RowGroup(int number, int firstTime, int endTime, int firstRow, int rows) {

    /** Up to a million multiplications, OpenBLAS takes a routine for small matrices that is a quarter faster. */
    private static final int SMALL_PRODUCT = 1_000_000;

    /** More rows than this gain nothing and leave the cache. */
    private static final int MOST_ROWS = 256;

    /** Exclusive. */
    int endRow() {
        return firstRow + rows;
    }

    /** How many rows a group should have at most, for the sake of speed alone. */
    static int mostRows(int width) {
        return Math.min(MOST_ROWS, SMALL_PRODUCT / (width * Math.max(width, NetworkShape.KEYS)));
    }

    /** Whole times, as many as fit into {@code most} rows, but at least one. */
    static List<RowGroup> of(TimeMajor data, int most) {
        List<RowGroup> groups = new ArrayList<>();
        int start = 0;
        while (start < data.times()) {
            int end = start + 1;
            while (end < data.times() && data.firstRow(end + 1) - data.firstRow(start) <= most) {
                end++;
            }
            groups.add(new RowGroup(
                    groups.size(), start, end, data.firstRow(start), data.firstRow(end) - data.firstRow(start)));
            start = end;
        }
        return groups;
    }

    static int largest(List<RowGroup> groups) {
        return groups.stream().mapToInt(RowGroup::rows).max().orElse(0);
    }
}
