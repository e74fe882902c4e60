package dev.hourglass.cli;

import dev.hourglass.cli.api.TrackerClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "export", description = "The runs' series as one file: a row a point, of any length.")
final class ExportCommand implements Runnable {

    /** Forms of an export. */
    enum Form {
        CSV,
        JSON,
        PARQUET;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "The runs.")
    List<String> runNames;

    @Option(names = "--metrics", description = "Which, by comma; all if not given.")
    Optional<String> metrics;

    @Option(names = "--format", description = "csv, json or parquet; csv if not given, json with --json.")
    Optional<Form> format;

    @Option(
            names = "--points",
            defaultValue = "raw",
            paramLabel = "N",
            description =
                    "At most so many buckets a series, each with last, least and greatest value; raw, every point,"
                            + " if not given.")
    String points;

    @Option(names = "--x", defaultValue = "step", description = "The column x: step, tau, wall or tau/tw.")
    String x;

    @Option(names = "--own", description = "Without what is inherited from ancestors.")
    boolean own;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to; standard output if not given.")
    Optional<Path> out;

    @Mixin
    TrackerOptions tracker;

    @Mixin
    Output output;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        Form form = format.orElse(output.json() && out.isEmpty() ? Form.JSON : Form.CSV);
        if (form == Form.PARQUET && out.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Parquet is no text: name a file with --out");
        }
        try (TrackerClient client = tracker.connect()) {
            String path = path(form);
            if (out.isEmpty()) {
                PrintWriter to = spec.commandLine().getOut();
                client.copy(path, to);
                to.flush();
                return;
            }
            long bytes = client.download(path, out.get());
            output.json(Output.object().put("file", out.get().toString()).put("bytes", bytes));
            output.line(out.get() + "  " + bytes + " bytes");
        } catch (IOException e) {
            throw new UncheckedIOException("the export broke off: " + e.getMessage(), e);
        }
    }

    private String path(Form form) {
        List<String> runs = runNames.stream().map(TrackerClient::encode).toList();
        return "/export?runs=" + String.join(",", runs)
                + "&format=" + form.word()
                + "&points=" + TrackerClient.encode(points)
                + "&x=" + TrackerClient.encode(x)
                + "&inherit=" + !own
                + metrics.map(names -> "&metrics=" + TrackerClient.encode(names))
                        .orElse("");
    }
}
