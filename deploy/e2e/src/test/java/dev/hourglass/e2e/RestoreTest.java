package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.cli.chaos.Await;
import dev.hourglass.cli.chaos.Points;
import dev.hourglass.embedded.ManagedProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation says of a backup, done: a copied folder, without its PostgreSQL even, is the tracker that it was. */
class RestoreTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void a_copy_of_the_home_without_its_database_has_every_point_and_blob() throws Exception {
        Path home = folder.resolve("home");
        Path copy = folder.resolve("copy");
        String run;
        Map<Points.At, Points.Is> points;
        JsonNode verified;
        try (ManagedProcess up = up(home);
                TrackerClient api = client(up)) {
            var runs = new Runs(api);
            run = runs.create(Runs.spec(1_500));
            runs.awaitState(run, "completed", PATIENCE);
            points = runs.points(run);
            verified = verified(api);
            stop(up);
        }
        done("cp", "-R", home.toString(), copy.toString());
        Files.move(home, folder.resolve("lost"));
        Files.move(copy.resolve("postgres"), folder.resolve("postgres"));
        try (ManagedProcess up = up(copy);
                TrackerClient api = client(up)) {
            Await.until("all of the log is projected", PATIENCE, () -> api.get("/projection")
                    .path("caughtUp")
                    .booleanValue());
            assertThat(new Runs(api).points(run)).isNotEmpty().isEqualTo(points);
            assertThat(verified(api).path("digestLive")).isEqualTo(verified.path("digestLive"));
            stop(up);
        }
    }

    /** @return the job; both models and all blobs are as they should be */
    private static JsonNode verified(TrackerClient api) {
        String path =
                "/projection/jobs/" + api.post("/projection/verify").path("id").asText();
        Await.until(
                "verified",
                PATIENCE,
                () -> !api.get(path).path("state").textValue().equals("running"));
        JsonNode job = api.get(path);
        assertThat(job.path("equal").booleanValue()).as("%s", job).isTrue();
        assertThat(job.path("blobs").path("checked").longValue()).as("%s", job).isPositive();
        assertThat(job.path("blobs").path("findings")).as("%s", job).isEmpty();
        return job;
    }

    private static void stop(ManagedProcess up) {
        assertThat(up.stop(PATIENCE)).as("ends in time").isTrue();
        assertThat(up.exitCode()).as("ends in order").isZero();
    }

    private static void done(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as("%s", List.of(command)).isZero();
    }

    private static ManagedProcess up(Path home) {
        return Command.start(home, "up", "--workers", "1");
    }

    private static TrackerClient client(ManagedProcess up) throws Exception {
        URI url = URI.create(JSON.readTree(up.readyLine()).path("url").textValue());
        return new TrackerClient(url, Optional.empty(), Optional.empty());
    }
}
