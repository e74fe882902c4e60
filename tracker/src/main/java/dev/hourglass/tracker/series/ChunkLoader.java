package dev.hourglass.tracker.series;

import dev.hourglass.tracker.series.ChunkBlocks.Packed;
import dev.hourglass.tracker.series.ChunkData.ClockColumns;
import dev.hourglass.tracker.series.ChunkData.ValueColumn;
import dev.hourglass.tracker.series.ChunkRef.Clocks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGStatement;

/** Fetches chunks' columns, many at a time. Clocks are kept for the metrics that share them. */
final class ChunkLoader {

    /**
     * Behind a {@code select} from clocks {@code k}. The offset keeps it a look into the index for each key, whatever PostgreSQL
     * guesses of tables that it has not analyzed yet.
     */
    private static final String OF_CLOCKS = """
              from unnest(?::uuid[], ?::int[], ?::bigint[]) as wanted (run, number, sequence)
             cross join lateral (
                 select * from clock_chunk
                  where run = wanted.run and number = wanted.number and sequence = wanted.sequence
                 offset 0) k
            """;

    /** Behind a {@code select} from values {@code c} of one metric and their clocks {@code k}. */
    private static final String OF_VALUES = OF_CLOCKS + """
             cross join lateral (
                 select * from series_chunk
                  where run = k.run and metric = ? and number = k.number and sequence = k.sequence
                 offset 0) c
            """;

    private static final String CLOCKS = """
            select k.run, k.number, k.sequence, k.points, k.coarse_blocks, k.blocks, k.steps, k.taus, k.wall_ms
            """ + OF_CLOCKS;

    private static final String VALUES = """
            select c.run, c.number, c.sequence, c.coarse_blocks, c.blocks, c.vals
            """ + OF_VALUES;

    private static final String COARSE = """
            select c.run, c.number, c.sequence, k.coarse_blocks as clocks, c.coarse_blocks
            """ + OF_VALUES;

    private static final String BLOCKS = """
            select c.run, c.number, c.sequence, k.coarse_blocks as coarse_clocks, k.blocks as clocks, c.coarse_blocks, c.blocks
            """ + OF_VALUES;

    /** Has the driver fetch bytes as bytes: as text, which it begins with, they are twice as many. */
    private static final int BINARY = -1;

    /** Points whose clocks are kept at most, at up to 10 bytes each. */
    private static final long KEPT = 4_000_000;

    private final Connection connection;
    private final Map<Clocks, ClockColumns> clocks = new HashMap<>();
    private long kept;

    ChunkLoader(Connection connection) {
        this.connection = connection;
    }

    /** @param chunks of one metric */
    List<ChunkData> load(List<ChunkRef> chunks, boolean withValues) throws SQLException {
        Map<Clocks, ClockColumns> columns = clocks(chunks);
        Map<Clocks, ValueColumn> values = withValues ? values(chunks) : Map.of();
        return chunks.stream()
                .map(chunk -> new ChunkData(
                        chunk,
                        Objects.requireNonNull(columns.get(chunk.clocks())),
                        Optional.ofNullable(values.get(chunk.clocks()))))
                .toList();
    }

    /** @param chunks of one metric @return their coarse blocks, a hundredth of the whole */
    List<ChunkBlocks> coarse(List<ChunkRef> chunks) throws SQLException {
        return blocks(
                COARSE,
                chunks,
                (chunk, row) -> ChunkBlocks.coarse(chunk, row.getBytes("clocks"), row.getBytes("coarse_blocks")));
    }

    /** @param chunks of one metric @return their blocks, a tenth of the whole */
    List<ChunkBlocks> blocks(List<ChunkRef> chunks) throws SQLException {
        return blocks(BLOCKS, chunks, (chunk, row) -> {
            var clocks = new Packed(row.getBytes("coarse_clocks"), row.getBytes("clocks"));
            return ChunkBlocks.of(chunk, clocks, Optional.of(Packed.of(row)));
        });
    }

    private interface OfRow {
        ChunkBlocks blocks(ChunkRef chunk, ResultSet row) throws SQLException;
    }

    private List<ChunkBlocks> blocks(String query, List<ChunkRef> chunks, OfRow of) throws SQLException {
        Map<Clocks, ChunkRef> wanted = new HashMap<>();
        chunks.forEach(chunk -> wanted.put(chunk.clocks(), chunk));
        List<ChunkBlocks> blocks = new ArrayList<>();
        try (PreparedStatement statement = of(query, wanted.keySet())) {
            statement.setString(4, chunks.getFirst().metric());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    blocks.add(of.blocks(Objects.requireNonNull(wanted.get(key(row))), row));
                }
            }
        }
        return blocks;
    }

    private Map<Clocks, ClockColumns> clocks(List<ChunkRef> chunks) throws SQLException {
        if (kept > KEPT) {
            clocks.clear();
            kept = 0;
        }
        List<Clocks> missing = chunks.stream()
                .map(ChunkRef::clocks)
                .filter(key -> !clocks.containsKey(key))
                .toList();
        if (!missing.isEmpty()) {
            try (PreparedStatement statement = of(CLOCKS, missing);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ClockColumns columns = ClockColumns.of(row);
                    clocks.put(key(row), columns);
                    kept += columns.points();
                }
            }
        }
        return clocks;
    }

    private Map<Clocks, ValueColumn> values(List<ChunkRef> chunks) throws SQLException {
        Map<Clocks, ValueColumn> values = new HashMap<>();
        try (PreparedStatement statement =
                of(VALUES, chunks.stream().map(ChunkRef::clocks).toList())) {
            statement.setString(4, chunks.getFirst().metric());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    values.put(key(row), ValueColumn.of(row));
                }
            }
        }
        return values;
    }

    private PreparedStatement of(String query, Collection<Clocks> keys) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY);
        statement.setArray(
                1,
                connection.createArrayOf("uuid", keys.stream().map(Clocks::run).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "int4", keys.stream().map(Clocks::number).toArray()));
        statement.setArray(
                3,
                connection.createArrayOf(
                        "int8", keys.stream().map(Clocks::sequence).toArray()));
        return statement;
    }

    private static Clocks key(ResultSet row) throws SQLException {
        return new Clocks(row.getObject("run", UUID.class), row.getInt("number"), row.getLong("sequence"));
    }
}
