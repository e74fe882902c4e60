package dev.hourglass.tracker.readmodel;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What PostgreSQL must know of its tables to search and sort well. It looks by itself once a minute; after many runs have come at once
 * that is a minute in which a list of runs takes twenty times as long.
 */
public final class TableStatistics {

    /** Chunks are found by their key alone. */
    private static final String STALE = """
            select s.relname
              from pg_stat_user_tables s
             where s.schemaname = current_schema()
               and s.relname not like '%chunk%'
               and s.n_mod_since_analyze > 1000 + s.n_live_tup / 5
            """;

    private TableStatistics() {}

    /** @param connection whose schema is a read model's; each statement its own transaction. Nobody waits for it */
    public static void renew(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : stale(statement)) {
                // Vacuum marks the pages of which an index alone tells enough; what somebody else works on is left to
                // them.
                statement.execute("vacuum (analyze, skip_locked) " + statement.enquoteIdentifier(table, false));
            }
        }
    }

    private static List<String> stale(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(STALE)) {
            List<String> tables = new ArrayList<>();
            while (row.next()) {
                tables.add(row.getString(1));
            }
            return tables;
        }
    }
}
