package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One network that learns chorales, left by a branch at three ages, each followed for three times its age. */
final class DemoExperiment {

    private static final int BRANCHES = 3;
    private static final Set<String> ENDED_BADLY = Set.of("failed", "cancelled");
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long WITHOUT_PROGRESS = TimeUnit.MINUTES.toNanos(4);

    /**
     * The learning rate is ten times the paper's: the curves leave their shoulder within the demo. Gamma is renewed as often in tau
     * as in the paper, hence after a tenth of the steps.
     */
    private static final String SPEC = """
            experiment: demo
            name: parent
            system: {kind: deep-recurrent, depth: 2, width: 30}
            data: {kind: %s, chorales: 80}
            dynamics: {kind: sgd, eta: 4.0e-3, minibatch: 300, deltas: stale}
            seed: 7
            stop: {steps: 2500}
            record:
              every: {perDecade: 30}
              metrics: [nll, accuracy, gradientNorm, gradientNoise, msd, aging, overlap]
              spectra: [J0, J1, K, W]
              gammaEvery: 1000
            checkpoints: {every: 1250}
            waitingTimes: {at: [625, 1250, 2500], follow: 3.0}
            """;

    private final TrackerClient client;
    private final ProgressLine progress;

    DemoExperiment(TrackerClient client, ProgressLine progress) {
        this.client = client;
        this.progress = progress;
    }

    /** @return the parent's run */
    JsonNode queue(String dataset) {
        return client.post(
                        "/runs",
                        Output.object().put("specText", SPEC.formatted(dataset)).put("source", "the demo's spec"))
                .path("runs")
                .path(0);
    }

    /**
     * Waits until the parent and its branches have ended and all their events are in the read model.
     *
     * @throws CommandFailedException if nothing moves any more
     */
    DemoSummary watch(String parent) {
        String before = "";
        long moved = System.nanoTime();
        while (true) {
            JsonNode runs = client.get("/runs?root=" + parent + "&order=created&limit=100")
                    .path("runs");
            JsonNode projection = client.get("/projection");
            boolean ended = ended(runs);
            if (ended && allProjected(projection)) {
                progress.clear();
                return new DemoSummary(client.base(), runs, attempts(runs), projection);
            }
            var parts = new ArrayList<String>();
            runs.forEach(run -> parts.add(RunFollower.describe(run)));
            String now = String.join(" | ", parts) + (ended ? ", waiting for the last events" : "");
            progress.show(now);
            if (!now.equals(before)) {
                before = now;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > WITHOUT_PROGRESS) {
                throw new CommandFailedException("nothing has moved for 4 minutes: " + now);
            }
            LockSupport.parkNanos(EVERY);
        }
    }

    private static boolean ended(JsonNode runs) {
        int completed = 0;
        for (JsonNode run : runs) {
            String state = run.path("state").asText();
            if (ENDED_BADLY.contains(state)) {
                return true;
            }
            completed += state.equals("completed") ? 1 : 0;
        }
        return completed == BRANCHES + 1;
    }

    private static boolean allProjected(JsonNode projection) {
        return projection.path("caughtUp").asBoolean()
                && projection.path("eventsInLog").asLong()
                        == projection.path("eventsProjected").asLong();
    }

    private List<JsonNode> attempts(JsonNode runs) {
        var all = new ArrayList<JsonNode>();
        runs.forEach(run ->
                client.get("/runs/" + run.path("id").asText() + "/attempts").forEach(all::add));
        return all;
    }
}
