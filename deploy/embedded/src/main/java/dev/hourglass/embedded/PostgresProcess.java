package dev.hourglass.embedded;

import java.nio.file.Path;

/**
 * {@link EmbeddedPostgres} kept by a process of its own: {@code PostgresProcess DIRECTORY PORT}. Prints {@code ready JDBC-URL
 * pid=N}, N being the server's first process, which is not this JVM's child.
 */
public final class PostgresProcess {

    /** For the one start that unpacks the binaries: the archive is read into memory. Later ones use a tenth of it. */
    public static final String HEAP = "256m";

    private PostgresProcess() {}

    public static void main(String[] args) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(args[0]), Integer.parseInt(args[1]));
        ProcessHandle postmaster = postgres.postmaster()
                .orElseThrow(() -> new ServerStartException("PostgreSQL went away as soon as it had started"));
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        System.out.println("ready " + postgres.jdbcUrl() + " pid=" + postmaster.pid());
        // Whoever supervises this process learns of the server's end by this process's end.
        postmaster.onExit().join();
        System.exit(1);
    }
}
