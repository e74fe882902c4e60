package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
            description = "Points a series, at most; ${DEFAULT-VALUE} if not given.")
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
        try (TrackerClient client = tracker.connect()) {
            String which = sweep.map(id -> "sweep=" + TrackerClient.encode(id))
                    .orElseGet(
                            () -> "runs=" + runNames.stream().map(client::runId).collect(Collectors.joining(",")));
            JsonNode answer = client.get("/compare?" + which + "&metrics="
                    + TrackerClient.encode(String.join(",", metrics)) + "&x=" + TrackerClient.encode(x) + "&scale="
                    + scale + "&points=" + points);
            output.json(answer);
            if (!output.json()) {
                List<String> ids = new ArrayList<>();
                answer.path("runs").forEach(run -> ids.add(run.path("id").asText()));
                UnaryOperator<String> shortened = Text.shortener(ids);
                differences(answer.path("specDiff"), ids, shortened);
                answer.path("series").forEach(series -> series(series, shortened));
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

    private void series(JsonNode series, UnaryOperator<String> shortened) {
        output.line("");
        output.line(series.path("metric").asText() + " of "
                + shortened.apply(series.path("run").asText())
                + (series.has("inheritedUntilStep")
                        ? ", inherited up to step "
                                + series.path(series.has("branchStep") ? "branchStep" : "inheritedUntilStep")
                                        .asText()
                        : ""));
        Map<String, JsonNode> columns = new LinkedHashMap<>();
        columns.put(series.path("x").asText(), series.path("xs"));
        columns.putIfAbsent("step", series.path("steps"));
        columns.putIfAbsent("tau", series.path("taus"));
        columns.put("value", series.path("values"));
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < series.path("values").size(); i++) {
            int at = i;
            rows.add(columns.values().stream()
                    .map(column -> Text.number(column.path(at)))
                    .toList());
        }
        Text.table(List.copyOf(columns.keySet()), rows).forEach(line -> output.line("  " + line));
    }
}
