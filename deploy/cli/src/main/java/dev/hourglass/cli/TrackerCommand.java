package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.api.TrackerClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "tracker",
        description = "The read model and the log it comes from.",
        synopsisSubcommandLabel = "rebuild|verify|status|skip")
final class TrackerCommand implements Runnable {

    /** As many digits as surely fit. */
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,9}):([0-9]{1,18})");

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "one of rebuild, verify, status, skip is missing");
    }

    @Command(name = "rebuild", description = "Build the read model anew from the log, then switch to it.")
    int rebuild(@Mixin TrackerOptions tracker, @Mixin Output output) {
        return job("rebuild", tracker, output);
    }

    @Command(
            name = "verify",
            description = "Build a second read model from the log, compare, and drop it; read the checkpoints' blobs.")
    int verify(@Mixin TrackerOptions tracker, @Mixin Output output) {
        return job("verify", tracker, output);
    }

    @Command(name = "status", description = "How far the read model is behind the log.")
    void status(@Mixin TrackerOptions tracker, @Mixin Output output) {
        try (TrackerClient client = tracker.connect()) {
            show(client.get("/projection"), output);
        }
    }

    @Command(
            name = "skip",
            description = {
                "Pass over the record at which a partition is stopped, for good.",
                "It becomes a dead letter, in every rebuild too. 'tracker status' names it."
            })
    void skip(
            @Parameters(paramLabel = "PARTITION:OFFSET", description = "The record.") String record,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "Why, for those who come later.")
                    String reason,
            @Mixin TrackerOptions tracker,
            @Mixin Output output) {
        Matcher place = PLACE.matcher(record);
        if (!place.matches()) {
            throw new CommandLine.ParameterException(
                    spec.subcommands().get("skip"), "'" + record + "' is no PARTITION:OFFSET, such as 2:1734");
        }
        ObjectNode body = Output.object();
        body.put("partition", Integer.parseInt(place.group(1)));
        body.put("offset", Long.parseLong(place.group(2)));
        body.put("reason", reason);
        try (TrackerClient client = tracker.connect()) {
            show(client.post("/projection/skip", body), output);
        }
    }

    private static void show(JsonNode projection, Output output) {
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

    private static int job(String kind, TrackerOptions tracker, Output output) {
        try (TrackerClient client = tracker.connect()) {
            String id = client.post("/projection/" + kind).path("id").asText();
            var progress = new ProgressLine(output::note);
            JsonNode job = client.get("/projection/jobs/" + id);
            while (job.path("state").asText().equals("running")) {
                progress.show(kind + ": " + events(job) + left(job)
                        + (job.has("blobs") ? ", " + job.at("/blobs/checked").asText() + " blobs" : ""));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
                job = client.get("/projection/jobs/" + id);
            }
            progress.clear();
            output.json(job);
            JsonNode blobs = job.path("blobs");
            boolean well = job.path("state").asText().equals("done")
                    && job.path("equal").asBoolean(true)
                    && blobs.path("missing").asLong() + blobs.path("damaged").asLong() == 0;
            output.line(kind + " " + job.path("state").asText()
                    + (job.has("error") ? ": " + job.path("error").asText() : "")
                    + (job.has("digestLive")
                            ? "\n  live     " + job.path("digestLive").asText()
                            : "")
                    + (job.has("digestRebuilt")
                            ? "\n  rebuilt  " + job.path("digestRebuilt").asText()
                            : "")
                    + (job.has("equal") ? "\n  " + (job.path("equal").asBoolean() ? "equal" : "NOT EQUAL") : ""));
            if (job.has("blobs")) {
                output.line("  %s blobs of checkpoints read, %s missing, %s damaged"
                        .formatted(
                                blobs.path("checked").asText(),
                                blobs.path("missing").asText(),
                                blobs.path("damaged").asText()));
                blobs.path("findings").forEach(finding -> output.line("  " + finding.asText()));
            } else if (kind.equals("verify") && job.path("state").asText().equals("done")) {
                output.line("  blobs were not read: the tracker has no blob store (hourglass.blobs)");
            }
            return well ? 0 : 1;
        }
    }

    private static String events(JsonNode job) {
        return job.path("recordsTotal").asLong() == 0
                ? "looks at the log"
                : job.path("recordsDone").asText() + " of "
                        + job.path("recordsTotal").asText() + " events";
    }

    private static String left(JsonNode job) {
        if (!job.has("expectedEndAt")) {
            return "";
        }
        Duration left = Duration.between(
                Instant.now(), Instant.parse(job.path("expectedEndAt").asText()));
        return left.isNegative() ? "" : ", about " + Text.duration(left) + " left";
    }
}
