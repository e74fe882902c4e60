package dev.hourglass.cli.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A tracker's read model, seen from outside: whether it has all of the log, and whether one built anew is the same. */
public final class ReadModelWatch {

    private final TrackerClient api;
    private final Duration patience;

    public ReadModelWatch(TrackerClient api, Duration patience) {
        this.api = api;
        this.patience = patience;
    }

    /** @throws IllegalStateException if a partition is stopped */
    public void awaitCaughtUp() {
        Await.until("the read model has all of the log, as " + api.base() + " sees it", patience, () -> {
            JsonNode now = api.get("/projection");
            for (JsonNode partition : now.path("partitions")) {
                if (partition.path("state").asText().equals("stopped")) {
                    throw new IllegalStateException("a partition is stopped: " + partition);
                }
            }
            return now.path("caughtUp").booleanValue()
                    && now.path("eventsInLog").longValue()
                            == now.path("eventsProjected").longValue();
        });
    }

    /**
     * As {@code tracker verify} does, once no other job runs.
     *
     * @param problem told of it if a read model built anew is another, or a checkpoint's blob is missing or damaged
     * @return whether all is well
     */
    public boolean verifyWithBlobs(Consumer<String> problem) {
        JsonNode found = verified();
        JsonNode blobs = found.path("blobs");
        boolean whole = blobs.path("checked").longValue() > 0
                && blobs.path("missing").longValue() + blobs.path("damaged").longValue() == 0;
        if (!whole) {
            problem.accept("blobs of checkpoints: " + blobs);
        }
        return isEqual(found, problem) && whole;
    }

    /** As {@link #verifyWithBlobs}, but of blobs nothing is said. */
    public boolean verify(Consumer<String> problem) {
        return isEqual(verified(), problem);
    }

    private JsonNode verified() {
        List<JsonNode> begun = new ArrayList<>();
        Await.until("a verification begins", patience, () -> begun.add(api.post("/projection/verify")));
        String job = "/projection/jobs/" + begun.getFirst().path("id").asText();
        Await.until(
                "the verification is done",
                patience,
                () -> !api.get(job).path("state").asText().equals("running"));
        return api.get(job);
    }

    private static boolean isEqual(JsonNode found, Consumer<String> problem) {
        boolean equal = found.path("equal").booleanValue();
        if (!equal) {
            problem.accept("a read model built anew is another: state " + found.path("state") + ", digests "
                    + found.path("digestLive") + " and " + found.path("digestRebuilt") + ", error "
                    + found.path("error"));
        }
        return equal;
    }
}
