package dev.hourglass.tracker.series;

import dev.hourglass.tracker.readmodel.AttemptChain;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stitches: which chunks a run's series are made of, whatever attempts and ancestors they came from (see {@link AttemptChain}). */
final class ChunkSearch {

    private static final String CHUNKS = AttemptChain.SQL + """
            select c.metric, h.depth, case when ?::uuid is null then h.until_step end as until_step,
                   c.run, c.number, c.sequence, c.from_reference, c.points, c.first_step, c.last_step,
                   c.least, c.greatest, c.last, k.ascending, k.least_tau, k.greatest_tau, k.last_tau,
                   k.least_wall_ms, k.greatest_wall_ms, k.last_wall_ms
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

    private ChunkSearch() {}

    /** @return by metric, in the log's order, oldest ancestor first */
    static Map<String, List<ChunkRef>> chunks(Connection connection, SeriesQuery query) throws SQLException {
        @Nullable UUID attempt = query.attempt().orElse(null);
        boolean ancestors = query.inherit() && attempt == null && query.axis() != Axis.TAU_OVER_TW;
        Map<String, List<ChunkRef>> chunks = new HashMap<>();
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
            bound(statement, i, leastStep(query));
            bound(statement, i + 2, bound(query.axis(), query.to(), Math::floor));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ChunkRef chunk = ChunkRef.of(row);
                    chunks.computeIfAbsent(chunk.metric(), metric -> new ArrayList<>())
                            .add(chunk);
                }
            }
        }
        return chunks;
    }

    private static OptionalLong leastStep(SeriesQuery query) {
        OptionalLong from = bound(query.axis(), query.from(), Math::ceil);
        return query.afterStep().isEmpty()
                ? from
                : OptionalLong.of(Math.max(query.afterStep().getAsLong() + 1, from.orElse(Long.MIN_VALUE)));
    }

    /**
     * Only along steps are chunks passed over here: one that is outside of a bound of another clock may still have the last
     * value at a step that is inside.
     */
    private static OptionalLong bound(Axis axis, OptionalDouble x, DoubleUnaryOperator whole) {
        return axis == Axis.STEP && x.isPresent() && !Double.isNaN(x.getAsDouble())
                ? OptionalLong.of((long) whole.applyAsDouble(x.getAsDouble()))
                : OptionalLong.empty();
    }

    private static void bound(PreparedStatement statement, int index, OptionalLong step) throws SQLException {
        for (int i = 1; i <= 2; i++) {
            if (step.isPresent()) {
                statement.setLong(index + i, step.getAsLong());
            } else {
                statement.setNull(index + i, Types.BIGINT);
            }
        }
    }
}
