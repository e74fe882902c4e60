package dev.hourglass.e2e;

import dev.hourglass.cli.stack.LaunchedCommand;
import dev.hourglass.embedded.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The command {@code hourglass} with {@code --json}, as a process of its own. */
final class Command {

    /** More than a stack gives its own parts: so that it is the stack that says which of them does not come up. */
    private static final Duration START = Duration.ofMinutes(10);

    private Command() {}

    /**
     * Returns when it says its line of JSON, which is the {@link ManagedProcess#readyLine}. A stack has its own free port.
     *
     * @param home of the stack; the log lies beside it
     * @param subcommand one that keeps a stack running
     */
    static ManagedProcess start(Path home, String subcommand, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of(subcommand, "--json", "--home", home.toString(), "--port", "0"));
        arguments.addAll(List.of(options));
        return LaunchedCommand.of(Project.root(), home.resolveSibling(subcommand + ".log"))
                .name(subcommand)
                .arguments(arguments.toArray(String[]::new))
                .readyLine("\\{.*\\}")
                .start()
                .awaitReady(START);
    }
}
