package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the demo came to. */
record DemoSummary(URI tracker, JsonNode runs, List<JsonNode> attempts, JsonNode projection) {

    boolean complete() {
        for (JsonNode run : runs) {
            if (!run.path("state").asText().equals("completed")) {
                return false;
            }
        }
        return true;
    }

    void print(Output output) {
        ListCommand.table(runs).forEach(output::line);
        for (JsonNode run : runs) {
            if (run.hasNonNull("stateReason")) {
                output.line(run.path("name").asText() + ": "
                        + run.path("stateReason").asText());
            }
        }
        ObjectNode answer = json();
        output.line("");
        output.line("data: " + answer.path("dataset").asText()
                + (answer.path("synthetic").asBoolean() ? " (GENERATED, not Bach's)" : ""));
        output.line("events: " + answer.path("eventsPublished").asText() + " in the log, "
                + answer.path("eventsProjected").asText() + " in the read model");
        output.line("speed: " + Text.number(answer.path("stepsPerSecond")) + " steps/s a worker");
        output.line("look at " + answer.path("compare").asText());
        output.json(answer);
    }

    private ObjectNode json() {
        ObjectNode answer = Output.object();
        answer.put("runs", runs.size());
        var branches = new ArrayList<String>();
        for (JsonNode run : runs) {
            if (run.has("parent")) {
                branches.add(run.path("id").asText());
            }
        }
        answer.put("branches", branches.size());
        answer.put("eventsPublished", projection.path("eventsInLog").asLong());
        answer.put("eventsProjected", projection.path("eventsProjected").asLong());
        ObjectNode nll = answer.putObject("nll");
        runs.forEach(run -> nll.set(run.path("id").asText(), run.path("lastNll")));
        answer.put("stepsPerSecond", stepsPerSecond());
        answer.put("dataset", runs.path(0).path("dataset").asText());
        answer.put("synthetic", runs.path(0).path("synthetic").asBoolean());
        answer.put("completed", complete());
        answer.put("url", tracker.toString());
        answer.put(
                "compare",
                tracker + "/#/compare?runs=" + String.join(",", branches)
                        + "&metrics=aging,msd&x=tau/tw&xscale=log&yscale=log");
        return answer;
    }

    /** Of one worker: steps of all attempts over the time they took. */
    private double stepsPerSecond() {
        long steps = 0;
        Duration time = Duration.ZERO;
        for (JsonNode attempt : attempts) {
            if (attempt.hasNonNull("endedAt")) {
                steps += attempt.path("lastStep").asLong()
                        - attempt.path("fromStep").asLong();
                time = time.plus(Duration.between(
                        Instant.parse(attempt.path("startedAt").asText()),
                        Instant.parse(attempt.path("endedAt").asText())));
            }
        }
        return time.isZero() ? 0 : steps / (time.toMillis() / 1e3);
    }
}
