package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "tracker",
        description = "The read model and the log it comes from.",
        synopsisSubcommandLabel = "rebuild|verify|status")
final class TrackerCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "one of rebuild, verify, status is missing");
    }

    @Command(name = "rebuild", description = "Build the read model anew from the log, then switch to it.")
    int rebuild(@Mixin TrackerOptions tracker, @Mixin Output output) {
        return job("rebuild", tracker, output);
    }

    @Command(name = "verify", description = "Build a second read model from the log, compare, and drop it.")
    int verify(@Mixin TrackerOptions tracker, @Mixin Output output) {
        return job("verify", tracker, output);
    }

    @Command(name = "status", description = "How far the read model is behind the log.")
    void status(@Mixin TrackerOptions tracker, @Mixin Output output) {
        try (TrackerClient client = tracker.connect()) {
            JsonNode projection = client.get("/projection");
            output.json(projection);
            output.line("%s of %s events projected, %s dead letters, %s refused, %s missing"
                    .formatted(
                            projection.path("eventsProjected").asText(),
                            projection.path("eventsInLog").asText(),
                            projection.path("deadLetters").asText(),
                            projection.path("refusedEvents").asText(),
                            projection.path("gaps").asText()));
            for (JsonNode partition : projection.path("partitions")) {
                output.line("  partition %s  %s  behind by %s  %s"
                        .formatted(
                                partition.path("partition").asText(),
                                partition.path("state").asText(),
                                partition.path("lag").asText(),
                                partition.path("reason").asText("")));
            }
        }
    }

    private static int job(String kind, TrackerOptions tracker, Output output) {
        try (TrackerClient client = tracker.connect()) {
            String id = client.post("/projection/" + kind).path("id").asText();
            var progress = new ProgressLine(output::note);
            JsonNode job = client.get("/projection/jobs/" + id);
            while (job.path("state").asText().equals("running")) {
                progress.show(kind + ": " + job.path("recordsDone").asText("0") + " of "
                        + job.path("recordsTotal").asText("?") + " events");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
                job = client.get("/projection/jobs/" + id);
            }
            progress.clear();
            output.json(job);
            boolean well = job.path("state").asText().equals("done")
                    && job.path("equal").asBoolean(true);
            output.line(kind + " " + job.path("state").asText()
                    + (job.has("error") ? ": " + job.path("error").asText() : "")
                    + (job.has("digestLive")
                            ? "\n  live     " + job.path("digestLive").asText()
                            : "")
                    + (job.has("digestRebuilt")
                            ? "\n  rebuilt  " + job.path("digestRebuilt").asText()
                            : "")
                    + (job.has("equal") ? "\n  " + (job.path("equal").asBoolean() ? "equal" : "NOT EQUAL") : ""));
            return well ? 0 : 1;
        }
    }
}
