package dev.hourglass.tracker.projection;

import dev.hourglass.events.Metric;
import dev.hourglass.tracker.projection.MergePlan.Chunk;
import dev.hourglass.tracker.readmodel.Columns;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Gathers chunks of one attempt into one, in the connection's transaction: a column of one metric in memory at a time. */
final class AttemptMerge {

    /** Metrics are told once for each set of them. */
    private static final String CHUNKS = """
            with marked as (
                select c.sequence,
                       array_agg(c.metric || case when c.from_reference then 'r' else 'v' end order by c.metric) as metrics
                  from series_chunk c
                 where c.run = ? and c.number = ?
                 group by c.sequence
            )
            select k.sequence, k.points, md5(m.metrics::text) as alike,
                   case when row_number() over (partition by m.metrics order by k.sequence) = 1 then m.metrics end as metrics
              from clock_chunk k
              join marked m on m.sequence = k.sequence
             where k.run = ? and k.number = ?
             order by k.sequence
            """;

    private static final String TAKE_CLOCKS = """
            delete from clock_chunk k
             where k.run = ? and k.number = ? and k.sequence = any (?)
            returning k.sequence, k.points, k.steps, k.taus, k.wall_ms
            """;

    private static final String TAKE_VALUES = """
            delete from series_chunk c
             where c.run = ? and c.number = ? and c.sequence = any (?) and c.metric = ?
            returning c.sequence, c.points, c.vals
            """;

    private final Connection connection;
    private final UUID run;
    private final int number;

    AttemptMerge(Connection connection, UUID run, int number) {
        this.connection = connection;
        this.run = run;
        this.number = number;
    }

    /** In the log's order. */
    List<Chunk> chunks() throws SQLException {
        List<Chunk> chunks = new ArrayList<>();
        Map<String, Set<String>> alike = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CHUNKS)) {
            statement.setObject(1, run);
            statement.setInt(2, number);
            statement.setObject(3, run);
            statement.setInt(4, number);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Array told = row.getArray("metrics");
                    if (told != null) {
                        alike.put(row.getString("alike"), Set.of((String[]) told.getArray()));
                    }
                    chunks.add(new Chunk(
                            row.getLong("sequence"),
                            row.getInt("points"),
                            alike.getOrDefault(row.getString("alike"), Set.of())));
                }
            }
        }
        return chunks;
    }

    /** One gathering. @return the chunks that became one; empty if none should */
    Optional<List<Chunk>> next(boolean ended) throws SQLException {
        Optional<List<Chunk>> next = MergePlan.next(chunks(), ended);
        if (next.isPresent()) {
            merge(next.get());
        }
        return next;
    }

    private void merge(List<Chunk> chunks) throws SQLException {
        var key = new ChunkRows.Key(run, number, chunks.getFirst().sequence(), false);
        int points = chunks.stream().mapToInt(Chunk::points).sum();
        var steps = new long[points];
        var taus = new double[points];
        var wallMs = new long[points];
        take(TAKE_CLOCKS, chunks, Optional.empty(), (row, at, length) -> {
            System.arraycopy(Columns.longs(row.get(0), length), 0, steps, at, length);
            System.arraycopy(Columns.doubles(row.get(1), length), 0, taus, at, length);
            System.arraycopy(Columns.longs(row.get(2), length), 0, wallMs, at, length);
        });
        try (var out = new BinaryCopy(connection, ChunkRows.CLOCKS)) {
            ChunkRows.clocks(out, key, steps, taus, wallMs);
            out.end();
        }
        for (String marked : chunks.getFirst().metrics()) {
            int name = marked.length() - 1;
            var metric = new Metric(marked.substring(0, name), marked.charAt(name) == 'r');
            var values = new double[points];
            take(
                    TAKE_VALUES,
                    chunks,
                    Optional.of(metric.name()),
                    (row, at, length) -> System.arraycopy(Columns.doubles(row.get(0), length), 0, values, at, length));
            try (var out = new BinaryCopy(connection, ChunkRows.SERIES)) {
                ChunkRows.series(out, key, metric, Summary.of(steps, values, 0, points), values);
                out.end();
            }
        }
    }

    private interface Taking {
        void take(List<byte[]> columns, int at, int points);
    }

    /** @throws IllegalStateException if the rows are not those of the plan: nothing may be lost */
    private void take(String query, List<Chunk> chunks, Optional<String> metric, Taking taking) throws SQLException {
        Map<Long, List<byte[]>> rows = new HashMap<>();
        Map<Long, Integer> points = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, run);
            statement.setInt(2, number);
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "int8", chunks.stream().map(Chunk::sequence).toArray()));
            if (metric.isPresent()) {
                statement.setString(4, metric.get());
            }
            try (ResultSet row = statement.executeQuery()) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    List<byte[]> bytes = new ArrayList<>();
                    for (int i = 3; i <= columns; i++) {
                        bytes.add(row.getBytes(i));
                    }
                    rows.put(row.getLong(1), bytes);
                    points.put(row.getLong(1), row.getInt(2));
                }
            }
        }
        int at = 0;
        for (Chunk chunk : chunks) {
            List<byte[]> columns = rows.get(chunk.sequence());
            if (columns == null || points.getOrDefault(chunk.sequence(), -1) != chunk.points()) {
                throw new IllegalStateException("run " + run + ", attempt " + number + ", " + metric.orElse("clocks")
                        + ": the chunk from sequence " + chunk.sequence()
                        + " on is not the one that was to be gathered");
            }
            taking.take(columns, at, chunk.points());
            at += chunk.points();
        }
    }
}
