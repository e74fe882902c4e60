package dev.hourglass.cli.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.cli.api.TrackerProblemException;
import dev.hourglass.cli.api.TrackerUnreachableException;
import dev.hourglass.events.codec.UndecodableRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Runs that real workers train, all of one spec: each must end as if nothing had happened. */
final class TrainedRuns {

    /** A quarter of a minute of one core, many checkpoints; however often its worker is lost, it is tried again. */
    private static final String SPEC = """
            experiment: chaos
            system: {kind: deep-recurrent, depth: 2, width: 16}
            data: {kind: synthetic-chorales, chorales: 20, seed: 1}
            dynamics: {kind: sgd, eta: 4.0e-3, minibatch: 100, deltas: stale}
            seed: 5
            stop: {steps: 4000}
            record: {every: {perDecade: 40}, metrics: [nll, accuracy, gradientNoise, msd, aging], spectra: [J0]}
            checkpoints: {every: 400}
            restarts: 1000
            """;

    private static final List<String> METRICS = List.of("nll", "accuracy", "gradientNoise", "msd", "aging");
    private static final int OPEN = 2;
    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");

    private final List<TrackerClient> apis;
    private final Consumer<String> problem;
    private final Set<String> accepted = new TreeSet<>();

    /** @param problem told of what must not be */
    TrainedRuns(List<TrackerClient> apis, Consumer<String> problem) {
        this.apis = apis;
        this.problem = problem;
    }

    /** Sees to it that there is work, if a tracker answers. */
    void keepBusy() {
        for (TrackerClient api : apis) {
            try {
                long open = all(api).stream()
                        .filter(run -> !ENDED.contains(run.path("state").asText()))
                        .count();
                for (; open < OPEN; open++) {
                    accepted.add(create(api));
                }
                return;
            } catch (TrackerUnreachableException _) {
                // another one may answer
            } catch (TrackerProblemException refused) {
                if (refused.status() != 503) {
                    problem.accept("a tracker answered " + refused.status() + ": " + refused.getMessage());
                }
            }
        }
    }

    /** @throws IllegalStateException if one has failed */
    boolean areCompleted() {
        List<JsonNode> runs = all(apis.getFirst());
        for (JsonNode run : runs) {
            String state = run.path("state").asText();
            if (ENDED.contains(state) && !state.equals("completed")) {
                throw new IllegalStateException("run " + run.path("id").asText() + " is " + state);
            }
        }
        return runs.stream().allMatch(run -> run.path("state").asText().equals("completed"));
    }

    /** @return how many there are */
    int compare(Path folder) {
        TrackerClient api = apis.getFirst();
        List<JsonNode> runs = all(api);
        Set<String> ids = new TreeSet<>();
        Undisturbed alone;
        try {
            alone = Undisturbed.train(SPEC, folder.resolve("undisturbed"));
        } catch (UndecodableRecordException e) {
            throw new UncheckedIOException(new IOException("train wrote what cannot be read", e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (JsonNode run : runs) {
            String id = run.path("id").asText();
            ids.add(id);
            if (!Points.read(api, id, METRICS, true).equals(alone.points())) {
                problem.accept("trained run " + id + " has other points than an undisturbed one");
            }
            JsonNode checkpoints = api.get("/runs/" + id + "/checkpoints");
            JsonNode last = checkpoints.path(checkpoints.size() - 1);
            if (!last.path("sha256").asText().equals(alone.finalCheckpoint())) {
                problem.accept("trained run " + id + " ended with checkpoint " + last + ", an undisturbed one with "
                        + alone.finalCheckpoint());
            }
        }
        accepted.stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> problem.accept("run " + id + " was accepted and is not there"));
        return runs.size();
    }

    private static String create(TrackerClient api) {
        JsonNode body =
                JsonNodeFactory.instance.objectNode().put("specText", SPEC).put("source", "chaos.yaml");
        JsonNode answer = api.post("/runs", body);
        return answer.path("runs").path(0).path("id").asText();
    }

    private static List<JsonNode> all(TrackerClient api) {
        List<JsonNode> runs = new ArrayList<>();
        api.get("/runs?experiment=chaos&limit=500").path("runs").forEach(runs::add);
        return runs;
    }
}
