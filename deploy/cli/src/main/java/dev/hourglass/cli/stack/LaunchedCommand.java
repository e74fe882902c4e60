package dev.hourglass.cli.stack;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.embedded.JavaProgram;
import java.nio.file.Path;

/** The command {@code hourglass} as a process, with the JVM that the launcher gives to it. */
public final class LaunchedCommand {

    private LaunchedCommand() {}

    /**
     * One that trains nothing itself.
     *
     * @param root the project's folder
     * @param log of what it prints
     */
    public static JavaProgram of(Path root, Path log) {
        return of(root, log, AotCaches.of(root));
    }

    static JavaProgram of(Path root, Path log, AotCaches aot) {
        return CommandLines.program(Hourglass.class, aot, "hourglass")
                .name("hourglass")
                .log(log)
                .jvmOptions("-XX:+UseSerialGC", "-Xmx256m", "-Dhourglass.root=" + root);
    }
}
