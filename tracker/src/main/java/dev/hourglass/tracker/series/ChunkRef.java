package dev.hourglass.tracker.series;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/**
 * A chunk of a stitched series, as far as is known without unpacking.
 *
 * @param inherited whether it is an ancestor's
 * @param limit what it has beyond this step does not count
 */
record ChunkRef(
        Clocks clocks,
        String metric,
        boolean inherited,
        long limit,
        boolean fromReference,
        int points,
        boolean ascending,
        Stretch whole) {

    /** Clocks are shared by the metrics that were recorded together. */
    record Clocks(UUID run, int number, long sequence) {}

    static ChunkRef of(ResultSet row) throws SQLException {
        long limit = row.getLong("until_step");
        boolean limited = !row.wasNull();
        int points = row.getInt("points");
        return new ChunkRef(
                new Clocks(row.getObject("run", UUID.class), row.getInt("number"), row.getLong("sequence")),
                Objects.requireNonNull(row.getString("metric")),
                row.getInt("depth") > 0,
                limited ? limit : Long.MAX_VALUE,
                row.getBoolean("from_reference"),
                points,
                row.getBoolean("ascending"),
                new Stretch(
                        points,
                        row.getLong("first_step"),
                        row.getLong("last_step"),
                        row.getDouble("least_tau"),
                        row.getDouble("greatest_tau"),
                        row.getDouble("last_tau"),
                        row.getLong("least_wall_ms"),
                        row.getLong("greatest_wall_ms"),
                        row.getLong("last_wall_ms"),
                        real(row, "least"),
                        real(row, "greatest"),
                        row.getDouble("last")));
    }

    /** The greatest step that may count. */
    long lastStep() {
        return Math.min(whole.lastStep(), limit);
    }

    private static double real(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
