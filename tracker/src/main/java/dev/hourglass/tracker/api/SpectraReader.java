package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Spectra;
import dev.hourglass.tracker.readmodel.AttemptChain;
import dev.hourglass.tracker.readmodel.Columns;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.series.Axis;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads spectra stitched over attempts and ancestors, as series are. */
@Singleton
class SpectraReader {

    private static final String COUNTED = AttemptChain.SQL + """
            , counted as (
                select s.*, h.depth
                  from chain h
                  join spectrum s on s.run = h.run and s.number = h.number
                                 and (h.until_step is null or s.step <= h.until_step)
            )
            """;

    private static final String LIST = COUNTED + """
            select matrix, count(distinct step), min(step), max(step), max(size) from counted group by matrix order by matrix
            """;

    private static final String READ = COUNTED + """
            select distinct on (c.step) c.step, c.tau, c.wall_ms, c.size, c.vals, c.depth,
                   (select r.parent_tau from run r where r.id = ?) as tw,
                   (select min(a.started_at) from attempt a where a.run = ?) as started
              from counted c
             where c.matrix = ? and (c.depth = 0 or not ?)
             order by c.step, c.depth, c.number desc, c.sequence desc
            """;

    private final LiveReadModel live;

    SpectraReader(LiveReadModel live) {
        this.live = live;
    }

    List<Spectra.Summary> list(UUID run) throws SQLException {
        try (Connection connection = live.open();
                PreparedStatement statement = connection.prepareStatement(LIST)) {
            statement.setObject(1, run);
            statement.setInt(2, AttemptChain.ANY_DEPTH);
            List<Spectra.Summary> all = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(new Spectra.Summary(
                            row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getInt(5)));
                }
            }
            return all;
        }
    }

    /** One recorded spectrum. */
    private record Row(long step, double tau, long wallMs, double x, boolean inherited, double[] values) {}

    Spectra read(UUID run, String matrix, Axis axis, int most) throws SQLException {
        List<Row> rows = rows(run, matrix, axis);
        List<Row> kept = thinned(rows, most);
        return new Spectra(
                matrix,
                axis.word(),
                rows.size(),
                rows.stream().filter(Row::inherited).map(Row::step).max(Long::compare),
                kept.stream().mapToLong(Row::step).toArray(),
                kept.stream().mapToDouble(Row::tau).toArray(),
                kept.stream().mapToLong(Row::wallMs).toArray(),
                kept.stream().mapToDouble(Row::x).toArray(),
                kept.stream().map(Row::values).toArray(double[][]::new));
    }

    private List<Row> rows(UUID run, String matrix, Axis axis) throws SQLException {
        try (Connection connection = live.open();
                PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setObject(1, run);
            statement.setInt(2, AttemptChain.ANY_DEPTH);
            statement.setObject(3, run);
            statement.setObject(4, run);
            statement.setString(5, matrix);
            statement.setBoolean(6, axis == Axis.TAU_OVER_TW);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    double x = x(row, axis);
                    if (!Double.isNaN(x)) {
                        rows.add(row(row, x));
                    }
                }
            }
            return rows;
        }
    }

    /** @return NaN where the row has no place on the axis */
    private static double x(ResultSet row, Axis axis) throws SQLException {
        return switch (axis) {
            case STEP -> row.getLong("step");
            case TAU -> row.getDouble("tau");
            case WALL -> {
                Timestamp started = row.getTimestamp("started");
                yield started == null ? Double.NaN : row.getLong("wall_ms") - started.getTime();
            }
            case TAU_OVER_TW -> {
                double tw = row.getDouble("tw");
                double x = row.wasNull() ? Double.NaN : (row.getDouble("tau") - tw) / tw;
                yield x > 0 ? x : Double.NaN;
            }
        };
    }

    private static Row row(ResultSet row, double x) throws SQLException {
        return new Row(
                row.getLong("step"),
                row.getDouble("tau"),
                row.getLong("wall_ms"),
                x,
                row.getInt("depth") > 0,
                Columns.doubles(row.getBytes("vals"), row.getInt("size")));
    }

    /** Evenly by place, so that log-spaced records stay log-spaced; the first and the last stay. */
    private static List<Row> thinned(List<Row> rows, int most) {
        if (rows.size() <= most) {
            return rows;
        }
        if (most == 1) {
            return List.of(rows.getLast());
        }
        List<Row> kept = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            kept.add(rows.get((int) ((long) i * (rows.size() - 1) / (most - 1))));
        }
        return kept;
    }
}
