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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes, switches and drops the schemas {@code read_<n>}. Each method runs in the caller's transaction. */
public final class ReadModels {

    private static final Pattern NAME = Pattern.compile("read_[1-9][0-9]*");

    private static final String LIVE = """
            select name from settings.live_read_model
            """;
    /** Advisory, because those queue: batches that come all the time cannot keep a switch waiting, and no row is written. */
    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtext('hourglass live read model'))
            """;

    private static final String SHARE = """
            select pg_advisory_xact_lock_shared(hashtext('hourglass live read model'))
            """;
    private static final String ALL = """
            select nspname from pg_namespace where nspname ~ '^read_[1-9][0-9]*$' order by nspname
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
        first(connection, LOCK);
        return live(connection);
    }

    /** The live one's schema, held until the transaction ends: nobody switches meanwhile. */
    public static Optional<String> shareLive(Connection connection) throws SQLException {
        first(connection, SHARE);
        return live(connection);
    }

    /** Every read model there is, the live one among them. */
    public static List<String> all(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
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
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
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
