package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "What a run's worker wrote, or the run's events.")
final class LogsCommand implements Runnable {

    @Parameters(paramLabel = "RUN", description = "The run.")
    String runName;

    @Option(names = "--tail", paramLabel = "BYTES", description = "Only the log's end.")
    Optional<Integer> tail;

    @Option(names = "--events", description = "The events of the run in their order, instead of the log.")
    boolean events;

    @Mixin
    TrackerOptions tracker;

    @Mixin
    Output output;

    @Override
    public void run() {
        try (TrackerClient client = tracker.connect()) {
            String run = client.runId(runName);
            if (events) {
                events(client, run);
            } else {
                log(client, run);
            }
        }
    }

    private void log(TrackerClient client, String run) {
        String log = client.text(
                "/runs/" + run + "/log" + tail.map(bytes -> "?tail=" + bytes).orElse(""), "text/plain");
        ObjectNode answer = Output.object().put("run", run).put("log", log);
        output.json(answer);
        output.line(log.stripTrailing());
    }

    private void events(TrackerClient client, String run) {
        String next = "";
        do {
            JsonNode page = client.get("/runs/" + run + "/events?limit=500"
                    + (next.isEmpty() ? "" : "&after=" + TrackerClient.encode(next)));
            for (JsonNode event : page.path("events")) {
                output.json(event);
                output.line("%s  %-20s %s"
                        .formatted(
                                event.path("time").asText(),
                                event.path("type").asText(),
                                event.path("summary").asText()));
            }
            next = page.path("next").asText("");
        } while (!next.isEmpty());
    }
}
