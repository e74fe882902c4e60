package dev.hourglass.cli.bench;

import dev.hourglass.cli.CommandFailedException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Looks at the read model in PostgreSQL itself, so that what is measured is what is committed. */
final class BenchReadModel implements AutoCloseable {

    private static final String IS_THERE = """
            select to_regclass('settings.live_read_model') is not null
            """;
    private static final String LIVE = """
            select coalesce(max(name), '') from settings.live_read_model
            """;
    private static final String BYTES = """
            select coalesce(sum(pg_total_relation_size(c.oid)), 0)
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = ? and c.relkind = 'r'
            """;

    private static final String DEAD = """
            select coalesce(sum(n_dead_tup), 0) from pg_stat_all_tables
             where schemaname = '%s' and (relname like 'series_chunk%%' or relname like 'clock_chunk%%')
            """;
    private static final int TIDIED_AT_MOST = 30;
    private static final Duration BETWEEN_TIDYINGS = Duration.ofSeconds(2);

    private final Connection connection;

    BenchReadModel(String jdbcUrl) {
        try {
            connection = DriverManager.getConnection(jdbcUrl);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The schema that is read; empty as long as there is none. */
    String live() {
        return ask(IS_THERE).equals("t") ? ask(LIVE) : "";
    }

    /** How many records of the log the live read model has passed. */
    long passed() {
        String live = live();
        return live.isEmpty()
                ? 0
                : Long.parseLong(ask("select coalesce(sum(next_offset), 0) from " + live + ".projection_offset"));
    }

    /** Of the live read model's tables, with indexes and what is stored out of line. */
    long bytes() {
        try (PreparedStatement statement = connection.prepareStatement(BYTES)) {
            statement.setString(1, live());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Does at once what PostgreSQL does by itself within minutes of such a load, with a core that is measured meanwhile. What an open
     * snapshot still sees, such as that of an analyze, cannot be cleared away with it: then once more.
     */
    void tidy() throws InterruptedException {
        vacuum();
        for (int more = 1; more < TIDIED_AT_MOST && !ask(DEAD.formatted(live())).equals("0"); more++) {
            Thread.sleep(BETWEEN_TIDYINGS);
            vacuum();
        }
    }

    private void vacuum() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private String ask(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static CommandFailedException failed(SQLException e) {
        return new CommandFailedException("the read model cannot be asked: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
