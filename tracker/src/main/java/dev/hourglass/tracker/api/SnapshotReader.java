package dev.hourglass.tracker.api;

import dev.hourglass.tracker.readmodel.AttemptChain;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.series.Axis;
import dev.hourglass.tracker.series.Snapshots;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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
        private final String places;
        private final String read;

        Kind(String table, String name, String first, String second) {
            String counted = COUNTED.replace("%table%", table);
            list = counted + "select " + name + ", count(distinct step), min(step), max(step), max(size) from counted"
                    + " group by 1 order by 1";
            places = counted + PLACES.replace("%name%", name);
            read = READ.replace("%table%", table)
                    .replace("%name%", name)
                    .replace("%first%", first)
                    .replace("%second%", second);
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

    /** Without the values, which may be megabytes each: few of them are kept. */
    private static final String PLACES = """
            select distinct on (c.step) c.run, c.number, c.sequence, c.step, c.tau, c.wall_ms, c.size, c.depth,
                   (select r.parent_tau from run r where r.id = ?) as tw,
                   (select min(a.started_at) from attempt a where a.run = ?) as started
              from counted c
             where c.%name% = ? and (c.depth = 0 or not ?)
             order by c.step, c.depth, c.number desc, c.sequence desc
            """;

    private static final String READ = """
            select %first% as first, %second% as second
              from unnest(?::uuid[], ?::int[], ?::bigint[]) with ordinality as k (run, number, sequence, place)
              join %table% s on s.run = k.run and s.%name% = ? and s.number = k.number and s.sequence = k.sequence
             order by k.place
            """;

    private final LiveReadModel live;
    private final Snapshots snapshots;

    SnapshotReader(LiveReadModel live) {
        this.live = live;
        this.snapshots = new Snapshots(live);
    }

    /** @param size of the largest */
    record Summary(String name, long points, long firstStep, long lastStep, int size) {}

    /** Where a snapshot stands: in its table, and on the axis. */
    private record Place(
            UUID run,
            int number,
            long sequence,
            long step,
            double tau,
            long wallMs,
            double x,
            boolean inherited,
            int size) {

        Snapshot with(byte[] first, byte @Nullable [] second) {
            return new Snapshot(step, tau, wallMs, x, inherited, size, first, second);
        }
    }

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
        return snapshots.ask(connection -> {
            List<Place> places = places(connection, kind, run, name, axis);
            return new Found(
                    places.size(),
                    places.stream().filter(Place::inherited).map(Place::step).max(Long::compare),
                    read(connection, kind, name, thinned(places, most)));
        });
    }

    private static List<Place> places(Connection connection, Kind kind, UUID run, String name, Axis axis)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(kind.places)) {
            statement.setObject(1, run);
            statement.setInt(2, AttemptChain.ANY_DEPTH);
            statement.setObject(3, run);
            statement.setObject(4, run);
            statement.setString(5, name);
            statement.setBoolean(6, axis == Axis.TAU_OVER_TW);
            List<Place> places = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    double x = x(row, axis);
                    if (!Double.isNaN(x)) {
                        places.add(place(row, x));
                    }
                }
            }
            return places;
        }
    }

    private static List<Snapshot> read(Connection connection, Kind kind, String name, List<Place> places)
            throws SQLException {
        List<Snapshot> snapshots = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(kind.read)) {
            statement.setArray(1, array(connection, "uuid", places, Place::run));
            statement.setArray(2, array(connection, "int", places, Place::number));
            statement.setArray(3, array(connection, "bigint", places, Place::sequence));
            statement.setString(4, name);
            try (ResultSet row = statement.executeQuery()) {
                for (Place place : places) {
                    row.next(); // of the same moment: each is there
                    snapshots.add(place.with(row.getBytes("first"), row.getBytes("second")));
                }
            }
        }
        return snapshots;
    }

    private static Array array(Connection connection, String type, List<Place> places, Function<Place, Object> of)
            throws SQLException {
        return connection.createArrayOf(type, places.stream().map(of).toArray());
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

    private static Place place(ResultSet row, double x) throws SQLException {
        return new Place(
                row.getObject("run", UUID.class),
                row.getInt("number"),
                row.getLong("sequence"),
                row.getLong("step"),
                row.getDouble("tau"),
                row.getLong("wall_ms"),
                x,
                row.getInt("depth") > 0,
                row.getInt("size"));
    }

    /** Evenly by place, so that log-spaced records stay log-spaced; the first and the last stay. */
    private static List<Place> thinned(List<Place> rows, int most) {
        if (rows.size() <= most) {
            return rows;
        }
        if (most == 1) {
            return List.of(rows.getLast());
        }
        List<Place> kept = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            kept.add(rows.get((int) ((long) i * (rows.size() - 1) / (most - 1))));
        }
        return kept;
    }
}
