package dev.hourglass.model.recurrent;

import dev.hourglass.engine.Block;
import java.util.List;

/** Some number for every transition and unit, rows in the order of {@link TimeMajor}, and the stretches of it that take part in products. */
final class RowMatrix {

    private final int columns;
    private final double[] values;
    private final Block[] byTime;
    private final Block[] byGroup;

    RowMatrix(TimeMajor data, List<RowGroup> groups, int columns) {
        this.columns = columns;
        this.values = new double[data.rows() * columns];
        this.byTime = new Block[data.times()];
        for (int t = 0; t < byTime.length; t++) {
            byTime[t] = new Block(values, data.firstRow(t) * columns, columns);
        }
        this.byGroup = groups.stream()
                .map(group -> new Block(values, group.firstRow() * columns, columns))
                .toArray(Block[]::new);
    }

    double[] values() {
        return values;
    }

    int columns() {
        return columns;
    }

    /** From the first row of a time on. */
    Block time(int t) {
        return byTime[t];
    }

    /** From the first row of a group on. */
    Block group(RowGroup group) {
        return byGroup[group.number()];
    }
}
