package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.checkpoint.Safetensors;
import dev.hourglass.checkpoint.SafetensorsReader;
import dev.hourglass.checkpoint.Tensor;
import dev.hourglass.cli.api.TrackerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "checkpoint", description = "The saved states of a run.", synopsisSubcommandLabel = "ls|get|show|prune")
final class CheckpointCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "one of ls, get, show, prune is missing");
    }

    @Command(name = "ls", description = "List a run's checkpoints.")
    void list(
            @Parameters(paramLabel = "RUN", description = "The run.") String run,
            @Mixin TrackerOptions tracker,
            @Mixin Output output) {
        try (TrackerClient client = tracker.connect()) {
            JsonNode checkpoints = client.get("/runs/" + client.runId(run) + "/checkpoints");
            output.json(checkpoints);
            table(checkpoints).forEach(output::line);
        }
    }

    @Command(name = "get", description = "Copy a checkpoint into a file (safetensors).")
    void get(
            @Parameters(paramLabel = "RUN", description = "The run.") String run,
            @Option(names = "--at", paramLabel = "STEP", description = "At this step; the last one if not given.")
                    Optional<Long> step,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            description = "Where to; <first digits of its SHA-256>.safetensors if not given.")
                    Optional<Path> out,
            @Mixin TrackerOptions tracker,
            @Mixin Output output)
            throws IOException {
        try (TrackerClient client = tracker.connect()) {
            JsonNode checkpoint = select(client, client.runId(run), step);
            String sha256 = checkpoint.path("sha256").asText();
            Path file = out.orElse(Path.of(sha256.substring(0, 12) + ".safetensors"));
            client.download("/blobs/" + sha256, file);
            output.json(Output.object()
                    .put("file", file.toString())
                    .put("sha256", sha256)
                    .put("step", checkpoint.path("step").asLong()));
            output.line(file + "  (step " + checkpoint.path("step").asLong() + ", sha256 " + sha256 + ")");
        }
    }

    @Command(name = "show", description = "What stands in a checkpoint: its arrays and what is known of it.")
    void show(
            @Parameters(paramLabel = "RUN", description = "The run.") String run,
            @Option(names = "--at", paramLabel = "STEP", description = "At this step; the last one if not given.")
                    Optional<Long> step,
            @Mixin TrackerOptions tracker,
            @Mixin Output output)
            throws IOException {
        Path file = Files.createTempFile("hourglass", ".safetensors");
        try (TrackerClient client = tracker.connect()) {
            JsonNode checkpoint = select(client, client.runId(run), step);
            client.download("/blobs/" + checkpoint.path("sha256").asText(), file);
            Safetensors content = SafetensorsReader.read(file);
            ObjectNode answer = Output.object();
            answer.set("checkpoint", checkpoint);
            content.metadata().forEach(answer.putObject("metadata")::put);
            ArrayNode arrays = answer.putArray("arrays");
            var rows = new ArrayList<List<String>>();
            for (Tensor tensor : content.tensors().values()) {
                arrays.addObject()
                        .put("name", tensor.name())
                        .put("type", tensor.type().toString())
                        .set("shape", shape(tensor));
                rows.add(List.of(
                        tensor.name(), tensor.type().toString(), tensor.shape().toString()));
            }
            output.json(answer);
            output.line("step " + checkpoint.path("step").asLong() + ", tau " + Text.number(checkpoint.path("tau"))
                    + ", " + checkpoint.path("reason").asText() + ", sha256 "
                    + checkpoint.path("sha256").asText());
            content.metadata().forEach((key, value) -> output.line("  " + key + " = " + value));
            Text.table(List.of("ARRAY", "TYPE", "SHAPE"), rows).forEach(output::line);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Command(
            name = "prune",
            description = "Let go of a checkpoint; its bytes are deleted a day later unless something else needs them.")
    void prune(
            @Parameters(paramLabel = "RUN", description = "The run.") String run,
            @Parameters(paramLabel = "CHECKPOINT", description = "A step, or a SHA-256.") String which,
            @Mixin TrackerOptions tracker,
            @Mixin Output output) {
        try (TrackerClient client = tracker.connect()) {
            String id = client.runId(run);
            client.delete("/runs/" + id + "/checkpoints/" + TrackerClient.encode(which));
            output.json(Output.object().put("run", id).put("pruned", which));
            output.line(id + "  pruned " + which);
        }
    }

    private static ArrayNode shape(Tensor tensor) {
        ArrayNode shape = Output.object().arrayNode();
        tensor.shape().forEach(shape::add);
        return shape;
    }

    /** The run's checkpoint at a step that still counts, else its last. */
    static JsonNode select(TrackerClient client, String run, Optional<Long> step) {
        JsonNode found = null;
        var steps = new ArrayList<String>();
        for (JsonNode checkpoint : client.get("/runs/" + run + "/checkpoints")) {
            if (checkpoint.path("superseded").asBoolean()) {
                continue;
            }
            steps.add(checkpoint.path("step").asText());
            if (step.isEmpty() || step.get() == checkpoint.path("step").asLong()) {
                found = checkpoint;
            }
        }
        if (found == null) {
            throw new CommandFailedException("run " + run + " has no checkpoint"
                    + step.map(at -> " at step " + at).orElse("")
                    + (steps.isEmpty() ? " yet" : "; there are some at " + String.join(", ", steps)));
        }
        return found;
    }

    static List<String> table(JsonNode checkpoints) {
        var rows = new ArrayList<List<String>>();
        for (JsonNode checkpoint : checkpoints) {
            rows.add(List.of(
                    Text.number(checkpoint.path("step")),
                    Text.number(checkpoint.path("tau")),
                    checkpoint.path("reason").asText()
                            + (checkpoint.path("superseded").asBoolean() ? ", superseded" : ""),
                    Text.bytes(checkpoint.path("bytes").asLong()),
                    checkpoint.path("savedAt").asText("-"),
                    checkpoint.path("sha256").asText()));
        }
        return Text.table(List.of("STEP", "TAU", "WHY", "SIZE", "SAVED", "SHA-256"), rows);
    }
}
