package dev.hourglass.tracker.readmodel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes, switches and drops the schemas {@code read_<n>}. Each method runs in the caller's transaction. */
public final class ReadModels {

    private static final Pattern NAME = Pattern.compile("read_[1-9][0-9]*");

    private static final String LIVE = """
            select name from settings.live_read_model
            """;
    private static final String LOCK_LIVE = """
            select name from settings.live_read_model for update
            """;
    private static final String SHARE_LIVE = """
            select name from settings.live_read_model for share
            """;
    private static final String HIGHEST = """
            select coalesce(max(substring(nspname from 6)::bigint), 0)
              from pg_namespace
             where nspname ~ '^read_[1-9][0-9]*$'
            """;
    private static final String MAKE_LIVE = """
            insert into settings.live_read_model (name) values (?)
                on conflict (one) do update set name = excluded.name, switched_at = now()
            """;

    private ReadModels() {}

    /** The live one's schema; empty if none was made yet. */
    public static Optional<String> live(Connection connection) throws SQLException {
        return first(connection, LIVE);
    }

    /** The live one's schema, held until the transaction ends: no batch is projected and nobody switches meanwhile. */
    public static Optional<String> lockLive(Connection connection) throws SQLException {
        return first(connection, LOCK_LIVE);
    }

    /** The live one's schema, held until the transaction ends: nobody switches meanwhile. */
    public static Optional<String> shareLive(Connection connection) throws SQLException {
        return first(connection, SHARE_LIVE);
    }

    /** Makes the next schema, empty; nobody reads it until {@link #makeLive}. */
    public static String create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Two trackers that start together must not make the same one.
            statement.execute("select pg_advisory_xact_lock(hashtext('hourglass read models'))");
            String name;
            try (ResultSet highest = statement.executeQuery(HIGHEST)) {
                highest.next();
                name = "read_" + (highest.getLong(1) + 1);
            }
            statement.execute("create schema " + name);
            statement.execute("set local search_path to " + name);
            statement.execute(script());
            statement.execute("set local search_path to default");
            return name;
        }
    }

    /** The switch: one row. */
    public static void makeLive(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MAKE_LIVE)) {
            statement.setString(1, checked(name));
            statement.executeUpdate();
        }
    }

    public static void drop(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + checked(name) + " cascade");
        }
    }

    private static Optional<String> first(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no read model, those are called read_1, read_2, ...");
        }
        return name;
    }

    private static String script() {
        try (InputStream script = ReadModels.class.getResourceAsStream("/db/readmodel/read_model.sql")) {
            if (script == null) {
                throw new IllegalStateException("db/readmodel/read_model.sql is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
