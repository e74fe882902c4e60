package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "One run: state, spec, metrics, checkpoints, attempts.")
final class ShowCommand implements Runnable {

    private static final List<String> FIELDS = List.of(
            "id",
            "experiment",
            "name",
            "kind",
            "state",
            "stateReason",
            "createdAt",
            "createdBy",
            "startedAt",
            "endedAt",
            "root",
            "branches",
            "dataset",
            "step",
            "tau",
            "targetStep",
            "stepsPerSecond",
            "expectedEndAt",
            "worker");

    @Parameters(paramLabel = "RUN", description = "The run to show.")
    String runName;

    @Mixin
    TrackerOptions tracker;

    @Mixin
    Output output;

    @Override
    public void run() {
        try (TrackerClient client = tracker.connect()) {
            JsonNode run = client.run(runName);
            String path = "/runs/" + run.path("id").asText();
            JsonNode attempts = client.get(path + "/attempts");
            JsonNode checkpoints = client.get(path + "/checkpoints");
            if (output.json()) {
                ObjectNode all = Output.object();
                all.set("run", run);
                all.set("attempts", attempts);
                all.set("checkpoints", checkpoints);
                output.json(all);
            } else {
                describe(run);
                attempts(attempts);
                if (!checkpoints.isEmpty()) {
                    output.line("checkpoints");
                    CheckpointCommand.table(checkpoints).forEach(line -> output.line("  " + line));
                }
            }
        }
    }

    private void describe(JsonNode run) {
        for (String field : FIELDS) {
            JsonNode value = run.path(field);
            boolean said = run.hasNonNull(field) && !value.asText().isEmpty();
            if (said && !(field.equals("tau") && value.isTextual())) {
                output.line("%-15s %s".formatted(field, value.isTextual() ? value.asText() : Text.number(value)));
            }
        }
        if (run.has("parent")) {
            output.line("%-15s %s at step %s (tau %s)"
                    .formatted(
                            "parent",
                            run.at("/parent/run").asText(),
                            Text.number(run.at("/parent/step")),
                            Text.tau(run.at("/parent/tau"))));
        }
        output.line("parameters");
        for (Map.Entry<String, JsonNode> parameter : run.path("params").properties()) {
            JsonNode value = parameter.getValue();
            output.line("  %-30s %s".formatted(parameter.getKey(), value.isTextual() ? value.textValue() : value));
        }
        output.line("metrics");
        var rows = new ArrayList<List<String>>();
        for (Map.Entry<String, JsonNode> metric : run.path("metrics").properties()) {
            JsonNode value = metric.getValue();
            rows.add(List.of(
                    metric.getKey(),
                    Text.number(value.path("last")),
                    Text.number(value.path("min")),
                    Text.number(value.path("max")),
                    Text.number(value.path("points"))));
        }
        Text.table(List.of("METRIC", "LAST", "MIN", "MAX", "POINTS"), rows).forEach(line -> output.line("  " + line));
        if (run.hasNonNull("stackTrace")) {
            output.line(
                    "stack trace\n" + run.path("stackTrace").asText().indent(2).stripTrailing());
        }
    }

    private void attempts(JsonNode attempts) {
        output.line("attempts");
        var rows = new ArrayList<List<String>>();
        for (JsonNode attempt : attempts) {
            rows.add(List.of(
                    Text.number(attempt.path("number")),
                    attempt.path("end").asText("-"),
                    Text.number(attempt.path("fromStep")),
                    Text.number(attempt.path("lastStep")),
                    attempt.path("kernel").asText("-"),
                    attempt.path("worker").asText("-")));
        }
        Text.table(List.of("ATTEMPT", "END", "FROM", "TO", "KERNEL", "WORKER"), rows)
                .forEach(line -> output.line("  " + line));
    }
}
