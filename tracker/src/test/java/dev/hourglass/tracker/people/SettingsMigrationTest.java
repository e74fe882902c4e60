package dev.hourglass.tracker.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.embedded.EmbeddedPostgres;
import dev.hourglass.tracker.door.Admission;
import dev.hourglass.tracker.door.Credentials;
import dev.hourglass.tracker.door.Doors;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.readmodel.EventLogSettings;
import dev.hourglass.tracker.readmodel.EventLogSettings.EventLog;
import dev.hourglass.tracker.readmodel.ReadModels;
import dev.hourglass.tracker.testing.SettingsSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The schema of settings on a PostgreSQL of its own. */
@SuppressWarnings("NullAway.Init")
class SettingsMigrationTest {

    private static final PGSimpleDataSource DATABASE = new PGSimpleDataSource();

    @TempDir
    static Path directory;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.start(directory.resolve("postgres"));
        DATABASE.setUrl(postgres.jdbcUrl());
        DATABASE.setUser("postgres");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        to("latest").clean();
    }

    @Test
    void settings_of_the_first_version_survive_the_way_to_the_last() throws SQLException {
        to("1").migrate();
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema read_7");
            statement.execute("insert into settings.live_read_model (name) values ('read_7')");
            EventLogSettings.write(connection, new EventLog("the-topic's-id", 12), false);
        }
        assertThat(to("latest").migrate().migrationsExecuted).isPositive();
        try (Connection connection = DATABASE.getConnection()) {
            // It is of a version before versions: there, but not to be read from.
            assertThat(ReadModels.find(connection)).contains(new ReadModels.Live("read_7", ""));
            try (Statement statement = connection.createStatement()) {
                statement.execute("drop schema read_7"); // as after a restore of settings alone
            }
            assertThat(ReadModels.find(connection)).isEmpty();
            assertThat(EventLogSettings.read(connection)).contains(new EventLog("the-topic's-id", 12));
        }
        to("latest").validate();
        assertThat(new People(new SettingsStore(DATABASE)).all()).isEmpty();
    }

    @Test
    void every_row_of_every_version_s_settings_is_there_after_the_way_to_the_last() throws Exception {
        List<String> versions = Stream.of(to("latest").info().all())
                .map(migration -> String.valueOf(migration.getVersion()))
                .toList();
        for (String version : versions.subList(0, versions.size() - 1)) {
            to("latest").clean();
            for (String earlier : versions.subList(0, versions.indexOf(version) + 1)) {
                to(earlier).migrate();
                fill(earlier);
            }
            Map<String, List<String>> before = rows();
            to("latest").migrate();
            Map<String, List<String>> after = rows();
            before.forEach((table, rows) -> assertThat(rows)
                    .as("%s of version %s", table, version)
                    .isNotEmpty()
                    .hasSameSizeAs(after.get(table))
                    .allMatch(row -> isSaid(table, row)));
        }
    }

    /** With what was new in the version, as it would stand there then. */
    private static void fill(String version) throws SQLException, IOException {
        try (InputStream rows = SettingsMigrationTest.class.getResourceAsStream("/settings/V" + version + ".sql");
                Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            if (rows != null) {
                statement.execute(new String(rows.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    /** By table, each in JSON. */
    private static Map<String, List<String>> rows() throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        for (String table : column("select table_name from information_schema.tables where table_schema = 'settings'"
                + " and table_name <> 'flyway_schema_history'")) {
            all.put(table, column("select to_jsonb(t)::text from settings." + table + " t"));
        }
        return all;
    }

    private static List<String> column(String query) throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        }
    }

    /** Whether a row has all that one of an earlier version had, be there more columns or not. */
    private static boolean isSaid(String table, String row) {
        try (Connection connection = DATABASE.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select from settings." + table + " t where to_jsonb(t) @> ?::jsonb")) {
            statement.setString(1, row);
            return statement.executeQuery().next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void who_was_signed_in_by_a_token_stays_so() throws SQLException {
        to("4").migrate();
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into settings.person (name, role) values ('Ada', 'editor')");
            statement.execute("""
                    insert into settings.token (person, name, sha256)
                    select id, 'laptop', sha256('hg_token') from settings.person
                    """);
            statement.execute("""
                    insert into settings.session (sha256, token, expires_at)
                    select sha256('hgs_session'), id, now() + interval '1 hour' from settings.token
                    """);
        }
        to("latest").migrate();
        var tokens = new Tokens(new SettingsStore(DATABASE));
        Credentials.Found found = tokens.find(new Credentials.Shown.Session("hgs_session"));
        assertThat(found).isInstanceOfSatisfying(Credentials.Found.Somebody.class, ada -> {
            assertThat(ada.visitor().name()).isEqualTo("Ada");
            assertThat(ada.visitor().token()).isPresent();
        });
    }

    @Test
    void saved_views_come_beside_what_is_there_and_hold_their_own_rules() throws SQLException {
        to("5").migrate();
        var people = new People(new SettingsStore(DATABASE));
        Person ada = people.add("Ada", Role.EDITOR, "setup");
        to("latest").migrate();
        assertThat(people.all()).containsExactly(ada);
        String by = ada.id().toString();
        try (Connection connection = DATABASE.getConnection();
                var save = connection.prepareStatement("""
                        insert into settings.saved_view (name, page, address, created_by, updated_by)
                        values (?, 'runs', ?, ?, ?) returning revision, created_at = updated_at
                        """)) {
            save.setString(1, "Mine");
            save.setString(2, "#/?state=failed");
            save.setString(3, by);
            save.setString(4, by);
            try (var saved = save.executeQuery()) {
                assertThat(saved.next()).isTrue();
                assertThat(saved.getLong(1)).isZero();
                assertThat(saved.getBoolean(2)).isTrue();
            }
            save.setString(1, "mINE");
            assertThatThrownBy(save::execute).hasMessageContaining("saved_view_name");
            save.setString(1, "Elsewhere");
            save.setString(2, "https://elsewhere.example");
            assertThatThrownBy(save::execute).hasMessageContaining("saved_view_address_check");
        }
    }

    @Test
    void of_two_trackers_that_start_together_one_makes_the_first_admin() throws Exception {
        to("latest").migrate();
        List<Path> files = List.of(directory.resolve("token-of-one"), directory.resolve("token-of-two"));
        try (ExecutorService trackers = Executors.newFixedThreadPool(2)) {
            for (Future<Void> started : trackers.invokeAll(files.stream()
                    .map(file -> (Callable<Void>) () -> {
                        firstAdmin(file).letIn();
                        return null;
                    })
                    .toList())) {
                started.get();
            }
        }
        assertThat(files).filteredOn(Files::exists).hasSize(1);
        Path written = files.stream().filter(Files::exists).findFirst().orElseThrow();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                .isEqualTo("rw-------");
        var tokens = new Tokens(new SettingsStore(DATABASE));
        assertThat(tokens.signIn(Files.readString(written).strip())).isPresent();
        assertThat(tokens.list(Optional.empty())).hasSize(1);
        // and at the next start nobody makes another
        Files.delete(written);
        firstAdmin(written).letIn();
        assertThat(written).doesNotExist();
    }

    @Test
    void without_a_place_for_its_token_there_is_no_first_admin() throws SQLException, IOException {
        to("latest").migrate();
        Path nowhere = directory.resolve("no-such-folder").resolve("token");
        assertThatThrownBy(() -> firstAdmin(nowhere).letIn())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(nowhere.toString())
                .hasMessageContaining("hourglass.first-token-file");
        assertThat(new People(new SettingsStore(DATABASE)).all()).isEmpty();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith(".token"));
        }
    }

    private static FirstAdmin firstAdmin(Path file) {
        Admission required = Doors.signInRequired();
        return new FirstAdmin(new SettingsStore(DATABASE), required, Doors.config(file.toString()));
    }

    private static Flyway to(String version) {
        return SettingsSchema.of(postgres).target(version).cleanDisabled(false).load();
    }
}
