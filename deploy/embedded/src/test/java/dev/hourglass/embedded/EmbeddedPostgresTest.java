package dev.hourglass.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    Path folder;

    @Test
    void rows_survive_a_stop_and_a_start() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("pg"))) {
            execute(postgres.jdbcUrl(), "create table kept (n int); insert into kept values (7)");
            postgres.stop();
            assertThat(postgres.postmaster()).isEmpty();
            assertThat(Ports.isFree(postgres.port())).isTrue();
            postgres.start();
            assertThat(number(postgres.jdbcUrl(), "select n from kept")).isEqualTo(7);
        }
    }

    @Test
    void the_first_start_on_a_machine_unpacks_the_binaries_within_the_heap() throws SQLException {
        var program = ManagedProcess.java(PostgresProcess.class.getName())
                .jvmOptions("-Xmx" + PostgresProcess.HEAP, "-XX:+UseSerialGC")
                .environment("XDG_CACHE_HOME", folder.resolve("empty cache").toString())
                .arguments(folder.resolve("pg").toString(), Integer.toString(Ports.free()))
                .log(folder.resolve("pg.log"));
        try (ManagedProcess postgres = program.start().awaitReady(Duration.ofSeconds(120))) {
            assertThat(number(postgres.address(), "select 1")).isEqualTo(1);
        }
    }

    @Test
    void rows_survive_the_kill_of_the_server() throws SQLException {
        int port = Ports.free();
        try (ManagedProcess postgres = ManagedProcess.postgres(folder.resolve("pg"), port)) {
            execute(postgres.address(), "create table kept (n int); insert into kept values (8)");
            postgres.kill();
            assertThat(Ports.isFree(port)).isTrue();
        }
        try (ManagedProcess postgres = ManagedProcess.postgres(folder.resolve("pg"), port)) {
            assertThat(number(postgres.address(), "select n from kept")).isEqualTo(8);
            assertThat(postgres.stop(Duration.ofSeconds(20))).isTrue();
            assertThat(Ports.isFree(port)).isTrue();
        }
    }

    @Test
    void a_server_whose_keeper_was_killed_is_ended_by_the_next_start() throws SQLException {
        int port = Ports.free();
        try (ManagedProcess postgres = ManagedProcess.postgres(folder.resolve("pg"), port)) {
            execute(postgres.address(), "create table kept (n int); insert into kept values (9)");
            postgres.handle().destroyForcibly();
            postgres.exitCode();
            assertThat(Ports.isFree(port)).as("the server itself still runs").isFalse();

            try (EmbeddedPostgres next = EmbeddedPostgres.start(folder.resolve("pg"), port)) {
                assertThat(number(next.jdbcUrl(), "select n from kept")).isEqualTo(9);
            }
        }
    }

    @Test
    void a_cluster_that_was_not_made_whole_is_made_anew() throws Exception {
        Path data = Files.createDirectories(folder.resolve("pg").resolve("data"));
        Files.writeString(data.resolve("postgresql.conf"), "# initdb was killed here");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("pg"))) {
            assertThat(number(postgres.jdbcUrl(), "select 1")).isEqualTo(1);
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
