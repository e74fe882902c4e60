package dev.hourglass.cli;

import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/** The command {@code hourglass}. */
@Command(
        name = "hourglass",
        description = "The tracker for runs that age.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            RunCommand.class,
            TrainCommand.class,
            PublishCommand.class,
            BranchCommand.class,
            ActionCommands.Resume.class,
            ActionCommands.Pause.class,
            ActionCommands.Cancel.class,
            ActionCommands.Archive.class,
            ActionCommands.Trash.class,
            ActionCommands.Restore.class,
            ActionCommands.Purge.class,
            TagCommand.class,
            NoteCommand.class,
            RenameCommand.class,
            ListCommand.class,
            ShowCommand.class,
            LogsCommand.class,
            CompareCommand.class,
            ExportCommand.class,
            CheckpointCommand.class,
            PlayCommand.class,
            DataCommand.class,
            WorkerCommand.class,
            TrackerCommand.class,
            TokenCommand.class,
            PeopleCommand.class,
            BenchCommand.class
        })
public final class Hourglass implements Runnable {

    /** Held because java.util.logging forgets loggers that nobody holds, and their levels with them. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    @Spec
    CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        // Read when the first line is logged; one line each, for people and for grep.
        System.setProperty(
                "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tH:%1$tM:%1$tS.%1$tL%1$tz %4$s %5$s%6$s%n");
        KAFKA.setLevel(Level.WARNING);
        System.exit(commandLine().execute(args));
    }

    /** All commands, for who runs them within this JVM. */
    public static CommandLine commandLine() {
        var commandLine = new CommandLine(new Hourglass());
        // Not in the annotation: subcommands would inherit it.
        commandLine
                .getCommandSpec()
                .usageMessage()
                .footer(
                        "",
                        "Exit codes: 0 done, 1 failed, 2 wrong usage.",
                        "Runs are named by their ids, or by first or last digits that only one run has.");
        return commandLine
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Hourglass::wrongUsage)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
                    command.getErr().println("hourglass " + command.getCommandName() + ": " + message);
                    if (System.getenv("HOURGLASS_DEBUG") != null) {
                        failure.printStackTrace(command.getErr());
                    }
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    /** What is wrong, and where the options stand; a page of them would push the one line out of sight. */
    private static int wrongUsage(CommandLine.ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(wrong.getMessage()));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
            if (command.getSubcommands().isEmpty()) {
                CommandLine.Help help = command.getHelp();
                err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
                err.println("'" + command.getCommandSpec().qualifiedName() + " --help' tells its options");
            } else {
                command.usage(err, command.getColorScheme());
            }
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
