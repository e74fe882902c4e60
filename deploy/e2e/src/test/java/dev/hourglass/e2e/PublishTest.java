package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.Hourglass;
import dev.hourglass.cli.chaos.Await;
import dev.hourglass.cli.chaos.Undisturbed;
import dev.hourglass.cli.stack.Fleet;
import dev.hourglass.embedded.ManagedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTest {

    @TempDir
    Path folder;

    @Test
    void a_published_run_equals_a_workers_and_publishing_twice_changes_nothing() throws Exception {
        String spec = Runs.spec(1_000) + "waitingTimes: {at: [400], follow: 2.0}\n";
        try (Fleet stack = Fleet.start(folder)) {
            var runs = new Runs(stack.api());
            stack.startWorker("worker");
            String worked = runs.create(spec);
            runs.awaitState(worked, "completed", Duration.ofSeconds(120));
            String workedBranch = branchOf(stack, worked);
            runs.awaitState(workedBranch, "completed", Duration.ofSeconds(120));

            Undisturbed trained = Undisturbed.train(spec, folder.resolve("first"));
            Undisturbed again = Undisturbed.train(spec, folder.resolve("second"));
            assertThat(again.points()).isEqualTo(trained.points());
            assertThat(again.finalCheckpoint()).isEqualTo(trained.finalCheckpoint());

            publish(stack, trained.folder());
            String published = trained.run();
            String publishedBranch = branchOf(stack, published);
            assertThat(runs.get(published).path("kind").textValue()).isEqualTo("published");
            assertThat(runs.points(published)).isEqualTo(runs.points(worked)).isEqualTo(trained.points());
            assertThat(runs.points(publishedBranch))
                    .isEqualTo(runs.points(workedBranch))
                    .isNotEmpty();
            assertThat(runs.finalCheckpoint(published)).isEqualTo(runs.finalCheckpoint(worked));
            assertThat(runs.finalCheckpoint(publishedBranch)).isEqualTo(runs.finalCheckpoint(workedBranch));

            JsonNode before = stack.api().get("/runs/" + published);
            publish(stack, trained.folder());
            assertThat(stack.api().get("/runs/" + published)).isEqualTo(before);
            assertThat(runs.points(published)).isEqualTo(trained.points());
            assertThat(stack.api().get("/projection").path("deadLetters").longValue())
                    .isZero();
        }
    }

    private static String branchOf(Fleet stack, String run) {
        String query = "/runs?parent=" + run;
        Await.until(
                "run " + run + " has a branch",
                Duration.ofSeconds(60),
                () -> stack.api().get(query).path("runs").size() == 1);
        return stack.api().get(query).path("runs").path(0).path("id").textValue();
    }

    private void publish(Fleet stack, Path out) throws Exception {
        try (ManagedProcess publish = ManagedProcess.java(Hourglass.class.getName())
                .name("publish")
                .arguments(
                        "publish", out.toString(), "--url", stack.api().base().toString())
                .log(folder.resolve("publish.log"))
                .start()) {
            assertThat(publish.exitCode()).as(Files.readString(publish.log())).isZero();
        }
    }
}
