package dev.hourglass.tracker.api;

import dev.hourglass.tracker.readmodel.AttemptChain;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what is recorded whole at a step, stitched over attempts and ancestors as series are. */
@Singleton
final class SnapshotReader {

    /** A table of the read model, and its columns that are not all tables'. */
    enum Kind {
        SPECTRUM("spectrum", "matrix", "vals", "null::bytea"),
        DISTRIBUTION("distribution", "name", "edges", "counts"),
        CURVE("curve", "name", "xs", "ys");

        private final String list;
        private final String read;

        Kind(String table, String name, String first, String second) {
            String counted = COUNTED.replace("%table%", table);
            list = counted + "select " + name + ", count(distinct step), min(step), max(step), max(size) from counted"
                    + " group by 1 order by 1";
            read = counted
                    + READ.replace("%name%", name).replace("%first%", first).replace("%second%", second);
        }
    }

    private static final String COUNTED = AttemptChain.SQL + """
            , counted as (
                select s.*, h.depth
                  from chain h
                  join %table% s on s.run = h.run and s.number = h.number
                                and (h.until_step is null or s.step <= h.until_step)
            )
            """;

    private static final String READ = """
            select distinct on (c.step) c.step, c.tau, c.wall_ms, c.size, %first% as first, %second% as second, c.depth,
                   (select r.parent_tau from run r where r.id = ?) as tw,
                   (select min(a.started_at) from attempt a where a.run = ?) as started
              from counted c
             where c.%name% = ? and (c.depth = 0 or not ?)
             order by c.step, c.depth, c.number desc, c.sequence desc
            """;

    private final LiveReadModel live;

    SnapshotReader(LiveReadModel live) {
        this.live = live;
    }

    /** @param size of the largest */
    record Summary(String name, long points, long firstStep, long lastStep, int size) {}

    /**
     * @param first packed, as the table has it
     * @param second packed; null for a spectrum
     */
    record Snapshot(
            long step,
            double tau,
            long wallMs,
            double x,
            boolean inherited,
            int size,
            byte[] first,
            byte @Nullable [] second) {}

    /**
     * @param points how many there are
     * @param kept of them, evenly by place
     */
    record Found(int points, Optional<Long> inheritedUntil, List<Snapshot> kept) {
        long[] steps() {
            return kept.stream().mapToLong(Snapshot::step).toArray();
        }

        double[] taus() {
            return kept.stream().mapToDouble(Snapshot::tau).toArray();
        }

        long[] wallMs() {
            return kept.stream().mapToLong(Snapshot::wallMs).toArray();
        }

        double[] xs() {
            return kept.stream().mapToDouble(Snapshot::x).toArray();
        }
    }

    List<Summary> list(Kind kind, UUID run) throws SQLException {
        try (Connection connection = live.open();
                PreparedStatement statement = connection.prepareStatement(kind.list)) {
            statement.setObject(1, run);
            statement.setInt(2, AttemptChain.ANY_DEPTH);
            List<Summary> all = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(new Summary(
                            row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getInt(5)));
                }
            }
            return all;
        }
    }

    Found read(Kind kind, UUID run, String name, Axis axis, int most) throws SQLException {
        List<Snapshot> rows = rows(kind, run, name, axis);
        return new Found(
                rows.size(),
                rows.stream().filter(Snapshot::inherited).map(Snapshot::step).max(Long::compare),
                thinned(rows, most));
    }

    private List<Snapshot> rows(Kind kind, UUID run, String name, Axis axis) throws SQLException {
        try (Connection connection = live.open();
                PreparedStatement statement = connection.prepareStatement(kind.read)) {
            statement.setObject(1, run);
            statement.setInt(2, AttemptChain.ANY_DEPTH);
            statement.setObject(3, run);
            statement.setObject(4, run);
            statement.setString(5, name);
            statement.setBoolean(6, axis == Axis.TAU_OVER_TW);
            List<Snapshot> rows = new ArrayList<>();
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

    private static Snapshot row(ResultSet row, double x) throws SQLException {
        return new Snapshot(
                row.getLong("step"),
                row.getDouble("tau"),
                row.getLong("wall_ms"),
                x,
                row.getInt("depth") > 0,
                row.getInt("size"),
                row.getBytes("first"),
                row.getBytes("second"));
    }

    /** Evenly by place, so that log-spaced records stay log-spaced; the first and the last stay. */
    private static List<Snapshot> thinned(List<Snapshot> rows, int most) {
        if (rows.size() <= most) {
            return rows;
        }
        if (most == 1) {
            return List.of(rows.getLast());
        }
        List<Snapshot> kept = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            kept.add(rows.get((int) ((long) i * (rows.size() - 1) / (most - 1))));
        }
        return kept;
    }
}
