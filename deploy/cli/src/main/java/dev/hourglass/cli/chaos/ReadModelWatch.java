package dev.hourglass.cli.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.time.Duration;

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

    /** As {@code tracker verify} does. The job's answer; {@code equal} is what was found. */
    public JsonNode verify() {
        String job =
                "/projection/jobs/" + api.post("/projection/verify").path("id").asText();
        awaitEnd(job);
        return api.get(job);
    }

    private void awaitEnd(String job) {
        Await.until(
                "the verification is done",
                patience,
                () -> !api.get(job).path("state").asText().equals("running"));
    }
}
