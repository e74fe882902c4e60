package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "compare", description = "Several runs side by side: what differs in their specs, and their series.")
final class CompareCommand implements Runnable {

    private static final int FINE = 1000;

    /** The tracker gives a million entries at most, and compares 200 runs. */
    private static final int FOR_ALL_METRICS = 5000;

    @Parameters(arity = "0..*", paramLabel = "RUN", description = "The runs.")
    List<String> runNames = List.of();

    @Option(names = "--sweep", paramLabel = "SWEEP", description = "In place of runs: those of this sweep.")
    Optional<String> sweep;

    @Option(
            names = "--metrics",
            split = ",",
            defaultValue = "nll",
            description = "Which; ${DEFAULT-VALUE} if not given.")
    List<String> metrics;

    @Option(
            names = "--x",
            defaultValue = "step",
            description = "Clock: step, tau, wall or tau/tw; ${DEFAULT-VALUE} if not given.")
    String x;

    @Option(names = "--scale", defaultValue = "linear", description = "linear or log; ${DEFAULT-VALUE} if not given.")
    String scale;

    @Option(
            names = "--points",
            defaultValue = "12",
            description =
                    "Rows of a table, or with --json entries of a series, at most; ${DEFAULT-VALUE} if not given.")
    int points;

    @Mixin
    TrackerOptions tracker;

    @Mixin
    Output output;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        if (runNames.isEmpty() == sweep.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name the runs, or a sweep with --sweep");
        }
        if (points < 1) {
            throw new ParameterException(spec.commandLine(), "--points is " + points + ", must be 1 or more");
        }
        try (TrackerClient client = tracker.connect()) {
            String which = sweep.map(id -> "sweep=" + TrackerClient.encode(id))
                    .orElseGet(
                            () -> "runs=" + runNames.stream().map(client::runId).collect(Collectors.joining(",")));
            JsonNode answer = client.get("/compare?" + which + "&metrics="
                    + TrackerClient.encode(String.join(",", metrics)) + "&x=" + TrackerClient.encode(x) + "&scale="
                    + scale + "&points=" + entries());
            output.json(answer);
            if (!output.json()) {
                List<String> ids = new ArrayList<>();
                answer.path("runs").forEach(run -> ids.add(run.path("id").asText()));
                UnaryOperator<String> shortened = Text.shortener(ids);
                differences(answer.path("specDiff"), ids, shortened);
                curves(answer.path("series"), shortened);
                answer.path("notDrawn")
                        .forEach(each -> output.line(each.path("metric").asText() + " of "
                                + shortened.apply(each.path("run").asText()) + " not drawn: "
                                + each.path("reason").asText()));
            }
        }
    }

    private void differences(JsonNode specDiff, List<String> ids, UnaryOperator<String> shortened) {
        var header = new ArrayList<>(List.of("PARAMETER"));
        ids.forEach(id -> header.add(shortened.apply(id)));
        var rows = new ArrayList<List<String>>();
        for (JsonNode difference : specDiff) {
            var row = new ArrayList<>(List.of(difference.path("path").asText()));
            ids.forEach(id -> row.add(value(difference.path("values"), id)));
            rows.add(row);
        }
        Text.table(header, rows).forEach(output::line);
    }

    private static String value(JsonNode values, String id) {
        for (Map.Entry<String, JsonNode> entry : values.properties()) {
            if (entry.getKey().equals(id)) {
                return entry.getValue().isValueNode()
                        ? entry.getValue().asText()
                        : entry.getValue().toString();
            }
        }
        return "-";
    }

    private void curves(JsonNode all, UnaryOperator<String> shortened) {
        for (String metric : metrics) {
            List<JsonNode> series = all.valueStream()
                    .filter(one -> one.path("metric").asText().equals(metric))
                    .toList();
            if (series.isEmpty()) {
                continue; // said below, why
            }
            output.line("");
            output.line(metric);
            new CurveTable(x, series, scale.equals("log"))
                    .lines(points, shortened)
                    .forEach(output::line);
            series.stream()
                    .filter(one -> one.path("xs").valueStream().noneMatch(JsonNode::isNumber))
                    .map(one -> shortened.apply(one.path("run").asText()) + " not shown: no place along " + x)
                    .forEach(output::line);
            series.stream()
                    .filter(one -> one.has("inheritedUntilStep"))
                    .map(one -> shortened.apply(one.path("run").asText()) + " inherits what was up to step "
                            + one.path(one.has("branchStep") ? "branchStep" : "inheritedUntilStep")
                                    .asText())
                    .forEach(output::line);
        }
    }

    /** A table's cell is the value that stood there: for that a curve has to be known better than by the rows. */
    private int entries() {
        return output.json() ? points : Math.clamp(FOR_ALL_METRICS / metrics.size(), 1, FINE);
    }
}
