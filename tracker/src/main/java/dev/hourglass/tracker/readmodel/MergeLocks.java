package dev.hourglass.tracker.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Who may gather which chunks: advisory locks of PostgreSQL, each held until its transaction ends, so they end with whoever is
 * killed. Ingest takes none of them.
 */
public final class MergeLocks {

    private static final String TRY_READ_MODEL = """
            select pg_try_advisory_xact_lock_shared(hashtext('hourglass merging in'), hashtext(?))
            """;
    private static final String READ_MODEL = """
            select pg_advisory_xact_lock(hashtext('hourglass merging in'), hashtext(?))
            """;
    private static final String TRY_RUN = """
            select pg_try_advisory_xact_lock(hashtext('hourglass merging of ' || current_schema()), hashtext(?))
            """;
    private static final String RUN = """
            select pg_advisory_xact_lock(hashtext('hourglass merging of ' || current_schema()), hashtext(?))
            """;

    private MergeLocks() {}

    /** To gather chunks in a read model. @return false if it is being dropped */
    public static boolean tryReadModel(Connection connection, String name) throws SQLException {
        return ask(connection, TRY_READ_MODEL, name);
    }

    /** Before a read model is dropped: waits until nobody gathers chunks in it. */
    static void ofReadModel(Connection connection, String name) throws SQLException {
        ask(connection, READ_MODEL, name);
    }

    /** To gather chunks of a run, in the connection's schema. @return false if somebody else does */
    public static boolean tryRun(Connection connection, UUID run) throws SQLException {
        return ask(connection, TRY_RUN, run.toString());
    }

    /** Before a run's chunks are deleted: waits until nobody is gathering them, which would bring them back. */
    public static void ofRun(Connection connection, UUID run) throws SQLException {
        ask(connection, RUN, run.toString());
    }

    private static boolean ask(Connection connection, String question, String what) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, what);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return "t".equals(row.getString(1)); // the waiting ones answer nothing
            }
        }
    }
}
