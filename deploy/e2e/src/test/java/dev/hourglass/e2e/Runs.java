package dev.hourglass.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.cli.chaos.Await;
import dev.hourglass.cli.chaos.Points;
import dev.hourglass.spec.Spec;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What tests ask of runs, through the API. */
final class Runs {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> METRICS = List.of("nll", "accuracy", "gradientNoise", "msd", "aging");

    /** Slow enough to be killed in its middle, many checkpoints, every kind of state in them. */
    static String spec(int steps) {
        return spec(steps, 500);
    }

    static String spec(int steps, int checkpointEvery) {
        return """
                experiment: end-to-end
                system: {kind: deep-recurrent, depth: 2, width: 16}
                data: {kind: jsb-chorales, chorales: 40}
                dynamics: {kind: sgd, eta: 4.0e-3, minibatch: 100, deltas: stale}
                seed: 5
                stop: {steps: %d}
                record: {every: {perDecade: 40}, metrics: [nll, accuracy, gradientNoise, msd, aging], spectra: [J0], gammaEvery: 500}
                checkpoints: {every: %d}
                """.formatted(steps, checkpointEvery);
    }

    private final TrackerClient api;

    Runs(TrackerClient api) {
        this.api = api;
    }

    String create(String spec) {
        JsonNode body = JSON.createObjectNode().put("specText", spec).put("source", "test.yaml");
        return api.post("/runs", body).path("runs").path(0).path("id").textValue();
    }

    JsonNode get(String run) {
        return api.get("/runs/" + run);
    }

    String state(String run) {
        return get(run).path("state").textValue();
    }

    void awaitState(String run, String state, Duration atMost) {
        Await.until("run " + run + " is " + state, atMost, () -> {
            String now = state(run);
            if (!now.equals(state) && List.of("failed", "cancelled").contains(now)) {
                throw new IllegalStateException("run " + run + " is " + now + ": "
                        + get(run).path("stateReason").textValue());
            }
            return now.equals(state);
        });
    }

    void awaitCheckpoint(String run, long step, Duration atMost) {
        Await.until("run " + run + " has a checkpoint at or after step " + step, atMost, () -> {
            JsonNode checkpoints = checkpoints(run);
            return !checkpoints.isEmpty()
                    && checkpoints.path(checkpoints.size() - 1).path("step").longValue() >= step;
        });
    }

    /**
     * Some seconds after a run's end its tracker lets go of the checkpoints that its spec does not keep, and each such decision is an
     * event: until then the log still grows.
     */
    void awaitPruned(Duration atMost) {
        Await.until("no run has a checkpoint too many", atMost, () -> {
            for (JsonNode run : api.get("/runs?limit=500").path("runs")) {
                if (periodicStates(run.path("id").textValue()) > Spec.Checkpoints.KEEP) {
                    return false;
                }
            }
            return true;
        });
    }

    /** One that was reached twice is one; one that is the last too is not periodic. */
    private int periodicStates(String run) {
        Map<String, Boolean> periodic = new HashMap<>();
        for (JsonNode checkpoint : checkpoints(run)) {
            boolean isPeriodic = checkpoint.path("reason").textValue().equals("periodic");
            periodic.merge(checkpoint.path("sha256").textValue(), isPeriodic, Boolean::logicalAnd);
        }
        return Collections.frequency(periodic.values(), true);
    }

    JsonNode checkpoints(String run) {
        return api.get("/runs/" + run + "/checkpoints");
    }

    JsonNode attempts(String run) {
        return api.get("/runs/" + run + "/attempts");
    }

    /** Of the checkpoint the run ended with. */
    String finalCheckpoint(String run) {
        JsonNode checkpoints = checkpoints(run);
        JsonNode last = checkpoints.path(checkpoints.size() - 1);
        if (!last.path("reason").textValue().equals("final")) {
            throw new AssertionError("the last checkpoint is not final: " + last);
        }
        return last.path("sha256").textValue();
    }

    /** As {@link Points} gives them, of what the run recorded itself. */
    SequencedMap<Points.At, Points.Is> points(String run) {
        return Points.read(api, run, METRICS, false);
    }
}
