package dev.hourglass.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.data.DataFolders;
import dev.hourglass.data.DataSource;
import dev.hourglass.data.DatasetDownload;
import dev.hourglass.data.DatasetFile;
import dev.hourglass.data.DatasetStatus;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "data",
        description = "The training data: where they are, whether they are whole.",
        synopsisSubcommandLabel = "ls|fetch|check")
final class DataCommand implements Runnable {

    private static final Duration DEADLINE = Duration.ofMinutes(5);

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "one of ls, fetch, check is missing");
    }

    /** Where {@code --data}, the environment and the user's folder point. */
    static DataFolders folders(Optional<Path> option) {
        return DataFolders.of(
                option.map(Path::toAbsolutePath),
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                System.getProperty("os.name", ""));
    }

    @Command(name = "ls", description = "List the datasets and where they are.")
    void list(
            @Option(names = "--data", paramLabel = "DIR", description = "Folder to look in first.") Optional<Path> data,
            @Mixin Output output) {
        for (DatasetStatus status : new DataSource(folders(data)).check()) {
            tell(status, output);
        }
        output.json(Output.object().put("name", "synthetic-chorales").put("state", "generated"));
        output.line("synthetic-chorales  generated: four-part chorales by chance and rule, needs no file");
    }

    @Command(name = "check", description = "Check every byte of the datasets that are there.")
    int check(
            @Option(names = "--data", paramLabel = "DIR", description = "Folder to look in first.") Optional<Path> data,
            @Mixin Output output) {
        boolean whole = true;
        for (DatasetStatus status : new DataSource(folders(data)).check()) {
            tell(status, output);
            whole &= status instanceof DatasetStatus.Whole;
        }
        return whole ? 0 : 1;
    }

    @Command(name = "fetch", description = "Download a dataset, check it, and put it into the user's data folder.")
    void fetch(
            @Parameters(paramLabel = "DATASET", description = "jsb-chorales.") String name,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            description = "Folder to put it into, in place of the user's.")
                    Optional<Path> data,
            @Option(
                            names = "--from",
                            paramLabel = "URL",
                            description = "A mirror of the public host of repositories' files.")
                    Optional<URI> from,
            @Mixin Output output)
            throws InterruptedException {
        DatasetFile file = DatasetFile.named(name);
        var progress = new ProgressLine(output::note);
        Path path = new DatasetDownload(from.orElse(DatasetDownload.PUBLIC_HOST), DEADLINE)
                .fetch(
                        file,
                        data.map(Path::toAbsolutePath).orElse(folders(data).user()),
                        (bytes, total) -> progress.show(
                                name + ": " + Text.bytes(bytes) + (total > 0 ? " of " + Text.bytes(total) : "")));
        progress.clear();
        tell(DatasetStatus.of(file, path), output);
    }

    private static void tell(DatasetStatus status, Output output) {
        DatasetFile file = status.file();
        ObjectNode answer = Output.object().put("name", file.name()).put("sha256", file.sha256());
        String told =
                switch (status) {
                    case DatasetStatus.Absent _ -> {
                        answer.put("state", "absent");
                        yield "absent; get it with 'hourglass data fetch " + file.name() + "'";
                    }
                    case DatasetStatus.Whole whole -> {
                        answer.put("state", "whole").put("path", whole.path().toString());
                        yield "whole, " + whole.path();
                    }
                    case DatasetStatus.Damaged damaged -> {
                        answer.put("state", "damaged")
                                .put("path", damaged.path().toString());
                        yield "DAMAGED: " + damaged.path() + " has SHA-256 " + damaged.sha256() + ", must be "
                                + file.sha256() + "; remove it and fetch it anew";
                    }
                    case DatasetStatus.Unreadable unreadable -> {
                        answer.put("state", "unreadable")
                                .put("path", unreadable.path().toString());
                        yield "UNREADABLE: " + unreadable.path() + ": " + unreadable.reason();
                    }
                };
        output.json(answer);
        output.line(file.name() + "  " + told);
    }
}
