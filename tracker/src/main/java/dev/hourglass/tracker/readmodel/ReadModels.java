package dev.hourglass.tracker.readmodel;

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

    /** One whose schema is gone, as after settings were restored alone, is none. */
    private static final String LIVE = """
            select name, projection from settings.live_read_model
             where exists (select from pg_namespace where nspname = name)
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
    private static final String OURS = """
            select nspname
              from pg_namespace
             where nspname ~ '^read_[1-9][0-9]*$' and obj_description(oid, 'pg_namespace') = ?
             order by nspname
            """;
    private static final String HIGHEST = """
            select coalesce(max(substring(nspname from 6)::bigint), 0)
              from pg_namespace
             where nspname ~ '^read_[1-9][0-9]*$'
            """;
    private static final String MAKE_LIVE = """
            insert into settings.live_read_model (name, projection) values (?, ?)
                on conflict (one) do update
                   set name = excluded.name, projection = excluded.projection, switched_at = now()
            """;

    private ReadModels() {}

    /** The read model that is live, whichever version made it. */
    public record Live(String name, String version) {

        /** Whether this version of the tracker made it, and so may read and write it. */
        public boolean isOurs() {
            return version.equals(ReadModelVersion.OWN);
        }
    }

    /** Of the projection in this program. */
    public static String version() {
        return ReadModelVersion.OWN;
    }

    /** Empty if none was made yet. */
    public static Optional<Live> find(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LIVE)) {
            return row.next() ? Optional.of(new Live(row.getString(1), row.getString(2))) : Optional.empty();
        }
    }

    /**
     * The live one's schema.
     *
     * @throws NoReadModelException if none was made yet, or another version made it
     */
    public static String live(Connection connection) throws SQLException {
        Live live = find(connection).orElseThrow(NoReadModelException::notYet);
        if (!live.isOurs()) {
            throw NoReadModelException.ofAnotherVersion(live);
        }
        return live.name();
    }

    /** The live one, held until the transaction ends: no batch is projected and nobody switches meanwhile. */
    public static Live lockLive(Connection connection) throws SQLException {
        take(connection, LOCK);
        return find(connection).orElseThrow(NoReadModelException::notYet);
    }

    /** {@link #live}, held until the transaction ends: nobody switches meanwhile. */
    public static String shareLive(Connection connection) throws SQLException {
        take(connection, SHARE);
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

    /** Those that this version of the tracker made, live or being built. */
    public static List<String> ours(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OURS)) {
            statement.setString(1, ReadModelVersion.OWN);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
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
            statement.execute("comment on schema " + name + " is '" + ReadModelVersion.OWN + "'");
            statement.execute("set local search_path to " + name);
            statement.execute(ReadModelVersion.SCRIPT);
            statement.execute("set local search_path to default");
            return name;
        }
    }

    /** The switch: one row. */
    public static void makeLive(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MAKE_LIVE)) {
            statement.setString(1, checked(name));
            statement.setString(2, ReadModelVersion.OWN);
            statement.executeUpdate();
        }
    }

    public static void drop(Connection connection, String name) throws SQLException {
        MergeLocks.ofReadModel(connection, checked(name));
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + checked(name) + " cascade");
        }
    }

    private static void take(Connection connection, String lock) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(lock);
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no read model, those are called read_1, read_2, ...");
        }
        return name;
    }
}
