package dev.hourglass.tracker.series;

import dev.hourglass.tracker.readmodel.Column;
import dev.hourglass.tracker.series.ChunkBlocks.Packed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A chunk's packed columns, unpacked as far as they are looked at. */
record ChunkData(ChunkRef chunk, ClockColumns clocks, Optional<ValueColumn> values) {

    /** What metrics share. Packed, so that many can be kept. */
    record ClockColumns(int points, Packed blocks, byte[] steps, byte[] taus, byte[] wallMs) {

        static ClockColumns of(ResultSet row) throws SQLException {
            return new ClockColumns(
                    row.getInt("points"),
                    Packed.of(row),
                    row.getBytes("steps"),
                    row.getBytes("taus"),
                    row.getBytes("wall_ms"));
        }
    }

    record ValueColumn(Packed blocks, byte[] values) {

        static ValueColumn of(ResultSet row) throws SQLException {
            return new ValueColumn(Packed.of(row), row.getBytes("vals"));
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

    ChunkBlocks blocks() {
        return ChunkBlocks.of(chunk, clocks.blocks(), values.map(ValueColumn::blocks));
    }
}
