package dev.hourglass.cli.stack;

import dev.hourglass.cli.BuildInfo;
import dev.hourglass.cli.Hourglass;
import dev.hourglass.embedded.EndsWithParent;
import dev.hourglass.embedded.JavaProgram;
import dev.hourglass.embedded.KafkaProcess;
import dev.hourglass.embedded.ManagedProcess;
import dev.hourglass.embedded.PostgresProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the processes on one home are called; heaps and what differs between uses are added by the callers. */
record CommandLines(Home home, Path root, AotCaches aot, int kafkaPort, int postgresPort) {

    /** For what does not run for long, or does little: half of such a process's time would go into compiling it well. */
    static final String QUICKLY_COMPILED = "-XX:TieredStopAtLevel=1";

    /** What {@code quarkus-run.jar} starts too, through a class loader of its own, whose classes no AOT cache can hold. */
    private static final String TRACKER = "io.quarkus.runner.GeneratedMain";

    JavaProgram kafka() {
        return program(KafkaProcess.class, "kafka", "kafka")
                .jvmOptions("-Xmx" + KafkaProcess.HEAP, "-XX:+UseSerialGC")
                .arguments(home.kafka().toString(), Integer.toString(kafkaPort));
    }

    JavaProgram postgres() {
        return program(PostgresProcess.class, "postgres", "postgres")
                .jvmOptions("-Xmx" + PostgresProcess.HEAP, "-XX:+UseSerialGC", QUICKLY_COMPILED)
                .arguments(home.postgres().toString(), Integer.toString(postgresPort));
    }

    JavaProgram tracker(String name, int port) {
        return ManagedProcess.java(TRACKER)
                .name(name)
                .classPath(trackerClassPath(root) + File.pathSeparator + leash())
                .log(home.log(name))
                .jvmOptions(aot.options("tracker"))
                .jvmOptions(
                        "-XX:+UseSerialGC",
                        // JBoss Threads clears thread locals through it; without, its threads die at their first task.
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.datasource.jdbc.url=" + jdbcUrl(),
                        "-Dquarkus.datasource.username=postgres",
                        "-Dhourglass.kafka.bootstrap-servers=" + bootstrapServers(),
                        "-Dhourglass.blobs=" + home.blobs());
    }

    /** Trains for hours: whoever looks at the runs, or uses the machine for something else, waits for an answer meanwhile. */
    JavaProgram worker(String name) {
        return program(Hourglass.class, "worker", name)
                .jvmOptions(BuildInfo.engineJvmOptions().toArray(String[]::new))
                .jvmOptions("-XX:+UseSerialGC")
                .givingWay()
                .arguments("worker", "--kafka", bootstrapServers(), "--name", name)
                .arguments("--blobs", home.blobs().toString());
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres";
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** In the project's folder. */
    static Path trackerFolder(Path root) {
        return root.resolve("tracker/target/quarkus-app");
    }

    /** In the order in which {@code quarkus-run.jar} looks: classes that the build has changed come before what they were. */
    private static String trackerClassPath(Path root) {
        return Stream.of(
                        "quarkus/transformed-bytecode.jar",
                        "quarkus/generated-bytecode.jar",
                        "app",
                        "lib/main",
                        "lib/boot")
                .map(trackerFolder(root)::resolve)
                .flatMap(CommandLines::jars)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The file itself, or those of a folder, in an order that stays: AOT caches are bound to the class path. */
    private static Stream<Path> jars(Path at) {
        if (!Files.isDirectory(at)) {
            return Stream.of(at).filter(Files::exists);
        }
        try (Stream<Path> files = Files.list(at)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JavaProgram program(Class<?> main, String kind, String name) {
        return program(main, aot, kind).name(name).log(home.log(name));
    }

    /** @param kind of program, each of which has an AOT cache */
    static JavaProgram program(Class<?> main, AotCaches aot, String kind) {
        JavaProgram program = ManagedProcess.java(main.getName());
        return isPackaged() ? program.classPath(BuildInfo.code().toString()).jvmOptions(aot.options(kind)) : program;
    }

    /**
     * Beside a jar lie its libraries, which its manifest names: so the class path is the same for all who start a program, and
     * caches fit. Classes in a folder are those of a build that goes on; no cache can hold them.
     */
    private static boolean isPackaged() {
        return Files.isRegularFile(BuildInfo.code());
    }

    /** Where {@link EndsWithParent} is, for a program with a class path of its own. */
    private static String leash() {
        return isPackaged()
                ? BuildInfo.code()
                        .resolveSibling("lib/hourglass-embedded-" + BuildInfo.version() + ".jar")
                        .toString()
                : JavaProgram.leash();
    }
}
