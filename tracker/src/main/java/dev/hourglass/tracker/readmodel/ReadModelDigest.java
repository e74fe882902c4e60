package dev.hourglass.tracker.readmodel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of what a read model says: every row of every table and every point in order, but not how points are cut into chunks.
 * Streams, so memory does not grow with the read model.
 */
public final class ReadModelDigest {

    private static final int FETCH = 200;

    /** Large chunks have 2 MB of unpacked columns a row. */
    private static final int FETCH_CHUNKS = 16;

    /** Each row as PostgreSQL writes it, in an order that follows from its content. */
    private static final List<String> ROWS = List.of(
            "select t::text from projection_offset t order by partition",
            "select t::text from run t order by id",
            counted("attempt", "run, number"),
            counted("refused_attempt", "run, attempt"),
            "select t::text from checkpoint t order by run, attempt, sequence",
            "select t::text from run_param t order by run, path",
            "select t::text from tag t order by run, key",
            "select t::text from note t order by run, id",
            "select t::text from asked t order by subject, event",
            "select t::text from experiment t order by name",
            "select t::text from sweep t order by id",
            "select t::text from run_metric t order by run, metric",
            "select t::text from metric_name t order by name",
            counted("log_piece", "run, number, sequence"),
            counted("distribution", "run, name, number, sequence"),
            counted("curve", "run, name, number, sequence"),
            "select t::text from dead_letter t order by partition, log_offset");

    private static final String SPECTRA = """
            select (run, matrix, number, sequence, step, tau, wall_ms)::text, size, vals
              from spectrum
             where run not in (select id from forgotten_run)
             order by run, matrix, number, sequence
            """;

    private static final String POINTS = """
            select (c.run, c.metric, c.number, c.from_reference)::text, c.points, k.steps, k.taus, k.wall_ms, c.vals
              from series_chunk c
              join clock_chunk k on k.run = c.run and k.number = c.number and k.sequence = c.sequence
             where c.run not in (select id from forgotten_run)
             order by c.run, c.metric, c.number, c.sequence
            """;

    private final MessageDigest digest;
    private final ByteBuffer numbers = ByteBuffer.allocate(1 << 13);

    private ReadModelDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Rows that a purge takes away sooner or later, in the background: those that are still there count for nothing. */
    private static String counted(String table, String order) {
        return "select t::text from " + table + " t where run not in (select id from forgotten_run) order by " + order;
    }

    /** @param connection in a transaction, in the schema of the read model: all is read from its one snapshot */
    public static String of(Connection connection) throws SQLException {
        var digest = new ReadModelDigest();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            for (String rows : ROWS) {
                digest.rows(statement, rows);
            }
            digest.spectra(statement);
            statement.setFetchSize(FETCH_CHUNKS);
            digest.points(statement);
        }
        return HexFormat.of().formatHex(digest.digest.digest());
    }

    private void rows(Statement statement, String query) throws SQLException {
        text(query);
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                text(row.getString(1));
            }
        }
    }

    private void spectra(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(SPECTRA)) {
            while (row.next()) {
                text(row.getString(1));
                for (double value : Columns.doubles(row.getBytes(3), row.getInt(2))) {
                    number(Double.doubleToRawLongBits(value));
                }
            }
        }
        flush();
    }

    private void points(Statement statement) throws SQLException {
        String stretch = "";
        try (ResultSet row = statement.executeQuery(POINTS)) {
            while (row.next()) {
                if (!stretch.equals(row.getString(1))) {
                    flush();
                    stretch = row.getString(1);
                    text(stretch);
                }
                int points = row.getInt(2);
                long[] steps = Columns.longs(row.getBytes(3), points);
                double[] taus = Columns.doubles(row.getBytes(4), points);
                long[] wallMs = Columns.longs(row.getBytes(5), points);
                double[] values = Columns.doubles(row.getBytes(6), points);
                for (int i = 0; i < points; i++) {
                    number(steps[i]);
                    number(Double.doubleToRawLongBits(taus[i]));
                    number(wallMs[i]);
                    number(Double.doubleToRawLongBits(values[i]));
                }
            }
        }
        flush();
    }

    private void text(String text) {
        flush();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        flush();
        digest.update(bytes);
    }

    private void number(long value) {
        if (!numbers.hasRemaining()) {
            flush();
        }
        numbers.putLong(value);
    }

    private void flush() {
        digest.update(numbers.array(), 0, numbers.position());
        numbers.clear();
    }
}
