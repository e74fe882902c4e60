package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for runs to end and shows on standard error how far they are. */
final class RunFollower {

    static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");
    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

    private final TrackerClient client;
    private final Output output;
    private final ProgressLine progress;

    RunFollower(TrackerClient client, Output output) {
        this.client = client;
        this.output = output;
        this.progress = new ProgressLine(output::note);
    }

    /** @return exit code: 1 if a run did not complete */
    int follow(List<String> ids) {
        var open = new ArrayList<>(ids);
        var failed = new HashSet<String>();
        while (!open.isEmpty()) {
            var parts = new ArrayList<String>();
            for (String id : List.copyOf(open)) {
                JsonNode run = client.run(id);
                parts.add(describe(run));
                String state = run.path("state").asText();
                if (ENDED.contains(state)) {
                    open.remove(id);
                    output.json(run);
                    output.line(id + "  " + state + "  step " + Text.number(run.path("step")) + "  nll "
                            + Text.number(run.path("lastNll"))
                            + (run.hasNonNull("stateReason")
                                    ? "  " + run.path("stateReason").asText()
                                    : ""));
                    if (!state.equals("completed")) {
                        failed.add(id);
                    }
                }
            }
            progress.show(String.join(" | ", parts));
            if (!open.isEmpty()) {
                LockSupport.parkNanos(EVERY);
            }
        }
        return failed.isEmpty() ? 0 : 1;
    }

    static String describe(JsonNode run) {
        String target = run.has("targetStep") ? "/" + run.path("targetStep").asText() : "";
        String name = run.path("name").asText(run.path("id").asText());
        return name + " " + run.path("state").asText() + " " + run.path("step").asText("0") + target
                + (run.hasNonNull("lastNll") ? " nll " + Text.number(run.path("lastNll")) : "")
                + (run.hasNonNull("stepsPerSecond") ? " " + Text.number(run.path("stepsPerSecond")) + "/s" : "");
    }
}
