package dev.hourglass.tracker.rebuild;

import dev.hourglass.events.Word;
import dev.hourglass.tracker.readmodel.ReadModels;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A read model that is being built, as its own schema remembers it: whoever finds one that nobody works on can go on with it.
 *
 * @param version the projection's; another one cannot go on with it
 */
record Building(String schema, UUID job, RebuildJob.Kind kind, String version) {

    private static final String WRITE = """
            insert into building (job, kind, projection, started_at) values (?, ?, ?, now())
            """;
    private static final String READ = """
            select job, kind, projection from building
            """;
    private static final String HAS_ONE = """
            select exists (select from information_schema.tables where table_schema = ? and table_name = 'building')
            """;

    /** Notes it in the connection's schema, in its transaction. */
    static void begin(Connection connection, RebuildJob job) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setObject(1, job.id());
            statement.setString(2, job.kind().word());
            statement.setString(3, ReadModels.version());
            statement.executeUpdate();
        }
    }

    /** It is built: in the transaction that makes it the live one. */
    static void end(Connection connection, String schema) throws SQLException {
        connection.setSchema(schema);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from building");
        }
    }

    /** All that were begun and not ended, whether somebody works on them or not. */
    static List<Building> all(Connection connection) throws SQLException {
        List<Building> all = new ArrayList<>();
        for (String schema : ReadModels.all(connection)) {
            of(connection, schema).ifPresent(all::add);
        }
        return all;
    }

    private static Optional<Building> of(Connection connection, String schema) throws SQLException {
        if (!hasTable(connection, schema)) {
            return Optional.empty(); // of a version before this table
        }
        connection.setSchema(schema);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(READ)) {
            return row.next()
                    ? Optional.of(new Building(
                            schema,
                            row.getObject(1, UUID.class),
                            Word.parse(RebuildJob.Kind.class, row.getString(2)),
                            row.getString(3)))
                    : Optional.empty();
        }
    }

    private static boolean hasTable(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HAS_ONE)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Whether a job of that kind can go on with it: a verification is begun anew. */
    boolean servesFor(RebuildJob.Kind wanted) {
        return kind == wanted && wanted != RebuildJob.Kind.VERIFY && version.equals(ReadModels.version());
    }
}
