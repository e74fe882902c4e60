package dev.hourglass.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL server on 127.0.0.1, started from binaries that come as a library, its data kept in a folder. */
public final class EmbeddedPostgres implements AutoCloseable {

    /** Written when the cluster was made whole: an initdb that was killed half way is done again. */
    private static final String COMPLETE = "hourglass-complete";

    private final Path directory;
    private final int port;
    private final Map<String, String> more;

    private io.zonky.test.db.postgres.embedded.@Nullable EmbeddedPostgres server;

    private EmbeddedPostgres(Path directory, int port, Map<String, String> more) {
        this.directory = directory;
        this.port = port;
        this.more = more;
    }

    /** Starts on a free port. */
    public static EmbeddedPostgres start(Path directory) {
        return start(directory, 0);
    }

    /**
     * Returns when the server takes connections. A server that still runs on the directory, left by a process that was killed,
     * is ended first.
     *
     * @param directory the cluster; made at the first start
     * @param port 0 for a free one
     * @throws ServerStartException if the port is in use or the directory cannot be used
     */
    public static EmbeddedPostgres start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /** As {@link #start(Path)}, and clients that want to may encrypt what they say. */
    public static EmbeddedPostgres startEncrypted(Path directory, ServerCertificate certificate) {
        return start(
                directory,
                0,
                Map.of(
                        "ssl",
                        "on",
                        "ssl_cert_file",
                        "'" + certificate.certificate() + "'",
                        "ssl_key_file",
                        "'" + certificate.key() + "'"));
    }

    private static EmbeddedPostgres start(Path directory, int port, Map<String, String> more) {
        var postgres = new EmbeddedPostgres(directory.toAbsolutePath(), port == 0 ? Ports.free() : port, more);
        postgres.start();
        return postgres;
    }

    /** Starts again after {@link #stop}, on the same port and data. */
    public void start() {
        ServerLogs.quiet();
        try {
            endLeftover();
            Ports.requireFree(port, "PostgreSQL");
            Path data = directory.resolve("data");
            if (!Files.exists(directory.resolve(COMPLETE))) {
                delete(data);
            }
            Files.createDirectories(data);
            Path log = directory.resolve("postgres.log");
            var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOverrideWorkingDirectory(binaries().toFile())
                    .setPort(port)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "''")
                    // The library switches both off, but settings of people live here.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("jit", "off")
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
            more.forEach(builder::setServerConfig);
            server = builder.start();
            Files.writeString(directory.resolve(COMPLETE), "");
        } catch (IOException | RuntimeException e) {
            if (e instanceof ServerStartException told) {
                throw told;
            }
            throw new ServerStartException("PostgreSQL did not start on port " + port + " in " + directory, e);
        }
    }

    /** For the superuser {@code postgres}, who needs no password from this machine. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    public int port() {
        return port;
    }

    /** The server's first process, the parent of all others. */
    public Optional<ProcessHandle> postmaster() {
        Path pid = directory.resolve("data").resolve("postmaster.pid");
        try (Stream<String> lines = Files.lines(pid)) {
            return lines.findFirst()
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                    // A number left from before a reboot may belong to anybody now.
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        } catch (IOException | UncheckedIOException | NumberFormatException absent) {
            return Optional.empty();
        }
    }

    /** Stops the server; the data stay in their folder. */
    public void stop() {
        if (server != null) {
            Optional<ProcessHandle> running = postmaster();
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                server = null;
                running.ifPresent(EmbeddedPostgres::end);
            }
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void endLeftover() {
        postmaster().ifPresent(EmbeddedPostgres::end);
    }

    /** Waits up to 20 s for an orderly end before it takes the server down hard; PostgreSQL recovers from that. */
    private static void end(ProcessHandle postmaster) {
        if (!endsWithin(postmaster, 0)) {
            postmaster.destroy();
            if (!endsWithin(postmaster, 20)) {
                Stream.concat(postmaster.descendants(), Stream.of(postmaster)).forEach(ProcessHandle::destroyForcibly);
                endsWithin(postmaster, 10);
            }
        }
    }

    private static boolean endsWithin(ProcessHandle process, int seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException stillThere) {
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("cannot wait for process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where the binaries are unpacked: the user's cache, so that users of one machine do not meet in the folder for temporary files. */
    private static Path binaries() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("hourglass").resolve("postgresql");
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
