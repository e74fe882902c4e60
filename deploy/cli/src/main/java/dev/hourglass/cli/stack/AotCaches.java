package dev.hourglass.cli.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a JVM may know of its program before it starts: classes loaded and linked, and which methods are worth compiling (the
 * JDK's AOT caches, JEPs 483 and 515). {@link AotRehearsal} makes one for each program of a stack. A JVM that finds its cache
 * made by another JDK or from other jars goes on without it.
 *
 * @param folder of all caches
 */
record AotCaches(Path folder, Use use) {

    /** What a program that is started is to do with its cache. */
    enum Use {
        /** Start from it, if it is there. */
        START,
        /** Write down, at the end, what a cache needs. */
        RECORD,
        /** Make the cache of what was written down, and end. */
        CREATE
    }

    /** To whoever makes them. */
    private static final String ERRORS = "-Xlog:aot*=error";

    /** Nothing of what a JVM says of a cache that does not fit: it would stand between what a command prints. */
    private static final String SILENT = "-Xlog:aot*=off";

    static AotCaches of(Path root) {
        return new AotCaches(root.resolve("deploy/aot/target"), Use.START);
    }

    AotCaches with(Use other) {
        return new AotCaches(folder, other);
    }

    /** For the JVM of a program. */
    String[] options(String program) {
        List<String> options =
                switch (use) {
                    case START ->
                        Files.exists(cache(program)) ? List.of("-XX:AOTCache=" + cache(program), SILENT) : List.of();
                    case RECORD ->
                        List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + configuration(program), ERRORS);
                    case CREATE ->
                        List.of(
                                "-XX:AOTMode=create",
                                "-XX:AOTConfiguration=" + configuration(program),
                                "-XX:AOTCache=" + cache(program),
                                ERRORS);
                };
        return options.toArray(String[]::new);
    }

    Path cache(String program) {
        return folder.resolve(program + ".aot");
    }

    Path configuration(String program) {
        return folder.resolve(program + ".aotconf");
    }
}
