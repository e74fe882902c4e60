package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.api.TrackerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = "Every point of the runs' series, as CSV or JSON.")
final class ExportCommand implements Runnable {

    /** Forms of an export. */
    enum Form {
        CSV,
        JSON
    }

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "The runs.")
    List<String> runNames;

    @Option(names = "--metrics", split = ",", description = "Which; all if not given.")
    List<String> metrics = List.of();

    @Option(names = "--format", defaultValue = "csv", description = "csv or json; ${DEFAULT-VALUE} if not given.")
    Form form;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to; standard output if not given.")
    Optional<Path> out;

    @Mixin
    TrackerOptions tracker;

    @Mixin
    Output output;

    @Override
    public void run() {
        try (TrackerClient client = tracker.connect()) {
            List<JsonNode> all = runNames.stream()
                    .map(client::runId)
                    .flatMap(run -> series(client, run).stream())
                    .toList();
            String text = form == Form.JSON || output.json() && out.isEmpty() ? json(all) : csv(all);
            if (out.isEmpty()) {
                output.print(text.stripTrailing());
                return;
            }
            Files.writeString(out.get(), text);
            long points = all.stream()
                    .mapToLong(series -> series.path("values").size())
                    .sum();
            output.json(Output.object().put("file", out.get().toString()).put("points", points));
            output.line(out.get() + "  " + points + " points");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + out.orElseThrow() + ": " + e.getMessage(), e);
        }
    }

    /** One request a metric, with as many points as there are, so that nothing is reduced. */
    private List<JsonNode> series(TrackerClient client, String run) {
        var all = new ArrayList<JsonNode>();
        for (JsonNode metric : client.get("/runs/" + run + "/metrics")) {
            String name = metric.path("name").asText();
            if (metrics.isEmpty() || metrics.contains(name)) {
                JsonNode answer = client.get("/runs/" + run + "/series?metrics=" + TrackerClient.encode(name)
                        + "&points=" + Math.max(2, metric.path("points").asLong()));
                answer.path("series").forEach(series -> {
                    if (series.path("reduced").asBoolean()) {
                        throw new CommandFailedException("the tracker gives " + name + " of run " + run
                                + " only reduced: it has "
                                + series.path("points").asText()
                                + " points; narrow the export with --metrics");
                    }
                    all.add(series);
                });
            }
        }
        return all;
    }

    private static String json(List<JsonNode> all) {
        ObjectNode answer = Output.object();
        ArrayNode series = answer.putArray("series");
        all.forEach(series::add);
        return answer + "\n";
    }

    private static String csv(List<JsonNode> all) {
        var text = new StringBuilder("run,metric,step,tau,wallMs,value\n");
        for (JsonNode series : all) {
            for (int i = 0; i < series.path("values").size(); i++) {
                text.append(series.path("run").asText())
                        .append(',')
                        .append(series.path("metric").asText())
                        .append(',')
                        .append(cell(series.path("steps").path(i)))
                        .append(',')
                        .append(cell(series.path("taus").path(i)))
                        .append(',')
                        .append(cell(series.path("wallMs").path(i)))
                        .append(',')
                        .append(cell(series.path("values").path(i)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String cell(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }
}
