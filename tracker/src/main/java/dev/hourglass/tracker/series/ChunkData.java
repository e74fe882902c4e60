package dev.hourglass.tracker.series;

import dev.hourglass.tracker.readmodel.Blocks;
import dev.hourglass.tracker.readmodel.Column;
import dev.hourglass.tracker.readmodel.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A chunk's packed columns, unpacked as far as they are looked at. */
record ChunkData(ChunkRef chunk, ClockColumns clocks, Optional<ValueColumn> values) {

    /** What metrics share. Packed, so that many can be kept. */
    record ClockColumns(
            int points, byte @Nullable [] coarse, byte @Nullable [] fine, byte[] steps, byte[] taus, byte[] wallMs) {

        static ClockColumns of(ResultSet row) throws SQLException {
            return new ClockColumns(
                    row.getInt("points"),
                    row.getBytes("coarse_blocks"),
                    row.getBytes("blocks"),
                    row.getBytes("steps"),
                    row.getBytes("taus"),
                    row.getBytes("wall_ms"));
        }
    }

    record ValueColumn(byte @Nullable [] coarse, byte @Nullable [] fine, byte[] values) {

        static ValueColumn of(ResultSet row) throws SQLException {
            return new ValueColumn(row.getBytes("coarse_blocks"), row.getBytes("blocks"), row.getBytes("vals"));
        }
    }

    Column steps() {
        return new Column(clocks.steps, clocks.points);
    }

    Column taus() {
        return new Column(clocks.taus, clocks.points);
    }

    Column wallMs() {
        return new Column(clocks.wallMs, clocks.points);
    }

    /** Empty while values are not asked for. */
    Optional<Column> column() {
        return values.map(v -> new Column(v.values, clocks.points));
    }

    /** What the chunk's blocks of this size come to; none where the chunk is no longer than one. */
    Stretch[] blocks(int size) {
        int blocks = Blocks.count(clocks.points, size);
        byte @Nullable [] packed = size == Blocks.COARSE ? clocks.coarse : clocks.fine;
        if (blocks == 0 || packed == null) {
            return new Stretch[0];
        }
        long[] marks = Columns.longs(packed, 8 * blocks);
        double @Nullable [] reduced = reduced(size, blocks);
        Stretch[] stretches = new Stretch[blocks];
        for (int b = 0; b < blocks; b++) {
            stretches[b] = new Stretch(
                    Math.min(size, clocks.points - b * size),
                    marks[b],
                    marks[blocks + b],
                    Double.longBitsToDouble(marks[2 * blocks + b]),
                    Double.longBitsToDouble(marks[3 * blocks + b]),
                    Double.longBitsToDouble(marks[4 * blocks + b]),
                    marks[5 * blocks + b],
                    marks[6 * blocks + b],
                    marks[7 * blocks + b],
                    reduced == null ? Double.NaN : reduced[b],
                    reduced == null ? Double.NaN : reduced[blocks + b],
                    reduced == null ? Double.NaN : reduced[2 * blocks + b]);
        }
        return stretches;
    }

    private double @Nullable [] reduced(int size, int blocks) {
        if (values.isEmpty()) {
            return null;
        }
        byte @Nullable [] packed = size == Blocks.COARSE ? values.get().coarse : values.get().fine;
        return packed == null ? null : Columns.doubles(packed, 3 * blocks);
    }
}
