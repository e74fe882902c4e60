package dev.hourglass.tracker.series;

import dev.hourglass.tracker.readmodel.AttemptChain;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a run's series as one, whatever attempts and ancestors they came from (see {@link AttemptChain}). */
@Singleton
public final class SeriesReader {

    private static final String CHUNKS = AttemptChain.SQL + """
            select c.metric, h.depth, case when ?::uuid is null then h.until_step end as until_step,
                   c.from_reference, c.points, k.steps, k.taus, k.wall_ms, c.vals
              from chain h
              join series_chunk c on c.run = h.run and c.number = h.number
              join clock_chunk k on k.run = c.run and k.number = c.number and k.sequence = c.sequence
             where c.metric = any (?)
               and (h.depth = 0 or not c.from_reference)
               and (?::uuid is null or (h.depth = 0 and h.attempt = ?::uuid))
               and (?::uuid is not null or h.until_step is null or c.first_step <= h.until_step)
               and (?::bigint is null or c.last_step >= ?::bigint)
               and (?::bigint is null or c.first_step <= ?::bigint)
             order by c.metric, h.depth desc, c.number, c.sequence
            """;

    private static final String RUN = """
            select r.parent_tau, (select min(a.started_at) from attempt a where a.run = r.id and a.number = 1)
              from run r
             where r.id = ?
            """;

    private final LiveReadModel live;

    @Inject
    public SeriesReader(LiveReadModel live) {
        this.live = live;
    }

    /**
     * @return the series of those metrics that have a point, in the order asked for; along {@link Axis#TAU_OVER_TW} none for a
     *     run that is no branch
     */
    public List<Series> read(SeriesQuery query) throws SQLException {
        try (Connection connection = live.open()) {
            return read(connection, query);
        }
    }

    /** In the connection's schema, in its transaction. */
    static List<Series> read(Connection connection, SeriesQuery query) throws SQLException {
        Origin origin = origin(connection, query.run());
        if (query.axis() == Axis.TAU_OVER_TW && origin.tw().isEmpty()) {
            return List.of();
        }
        Map<String, Stitching> stitched = chunks(connection, query);
        List<Series> series = new ArrayList<>();
        for (String metric : query.metrics()) {
            Stitching points = stitched.remove(metric);
            if (points != null) {
                Series one = points.series(query, metric, origin);
                if (one.points() > 0) {
                    series.add(one);
                }
            }
        }
        return series;
    }

    /** @param startedMs when the run's first attempt began; 0 if none did */
    record Origin(OptionalDouble tw, long startedMs) {}

    private static Origin origin(Connection connection, UUID run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RUN)) {
            statement.setObject(1, run);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return new Origin(OptionalDouble.empty(), 0);
                }
                double tw = row.getDouble(1);
                OptionalDouble branch = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(tw);
                @Nullable Timestamp started = row.getTimestamp(2);
                return new Origin(branch, started == null ? 0 : started.getTime());
            }
        }
    }

    private static Map<String, Stitching> chunks(Connection connection, SeriesQuery query) throws SQLException {
        @Nullable UUID attempt = query.attempt().orElse(null);
        boolean ancestors = query.inherit() && attempt == null && query.axis() != Axis.TAU_OVER_TW;
        Map<String, Stitching> stitched = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CHUNKS)) {
            int i = 0;
            statement.setObject(++i, query.run());
            statement.setInt(++i, ancestors ? AttemptChain.ANY_DEPTH : 0);
            statement.setObject(++i, attempt, Types.OTHER);
            statement.setArray(
                    ++i, connection.createArrayOf("text", query.metrics().toArray()));
            statement.setObject(++i, attempt, Types.OTHER);
            statement.setObject(++i, attempt, Types.OTHER);
            statement.setObject(++i, attempt, Types.OTHER);
            bound(statement, i, query.axis(), query.from(), Math::ceil);
            bound(statement, i + 2, query.axis(), query.to(), Math::floor);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    stitched.computeIfAbsent(Objects.requireNonNull(row.getString("metric")), metric -> new Stitching())
                            .add(row);
                }
            }
        }
        return stitched;
    }

    /** Chunks know their steps, so only along steps can whole ones be passed over. */
    private static void bound(
            PreparedStatement statement, int index, Axis axis, OptionalDouble x, DoubleUnaryOperator whole)
            throws SQLException {
        boolean given = axis == Axis.STEP && x.isPresent();
        for (int i = 1; i <= 2; i++) {
            if (given) {
                statement.setLong(index + i, (long) whole.applyAsDouble(x.getAsDouble()));
            } else {
                statement.setNull(index + i, Types.BIGINT);
            }
        }
    }
}
