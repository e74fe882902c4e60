package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.api.TrackerClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = "Queue runs as specs describe them; a list in place of a value makes a sweep.")
final class RunCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "SPEC", description = "Files of specs, YAML or JSON.")
    List<Path> specs;

    @Option(names = "--follow", description = "Wait until the runs have ended, and show how far they are.")
    boolean follow;

    @Option(names = "--name", description = "Name of the run.")
    Optional<String> name;

    @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "Tag of the run; may be given several times.")
    Map<String, String> tags = Map.of();

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Weights to start from (safetensors); uploaded, the spec then names their SHA-256.")
    Optional<Path> weights;

    @Mixin
    TrackerOptions tracker;

    @Mixin
    Output output;

    @Override
    public Integer call() throws IOException {
        try (TrackerClient client = tracker.connect()) {
            Optional<String> sha256 = Optional.empty();
            if (weights.isPresent()) {
                sha256 = Optional.of(
                        client.uploadBlob(weights.get()).path("sha256").asText());
            }
            var ids = new ArrayList<String>();
            for (Path spec : specs) {
                JsonNode answer = client.post("/runs", request(spec, sha256));
                if (!follow) {
                    output.json(answer);
                }
                for (JsonNode run : answer.path("runs")) {
                    ids.add(run.path("id").asText());
                    output.line(
                            run.path("id").asText() + "  " + run.path("state").asText());
                }
            }
            return follow ? new RunFollower(client, output).follow(ids) : 0;
        }
    }

    private ObjectNode request(Path spec, Optional<String> sha256) throws IOException {
        String text = SpecFile.read(spec);
        ObjectNode request = Output.object()
                .put("specText", sha256.isPresent() ? SpecFile.withWeights(text, sha256.get()) : text)
                .put("source", spec.toString());
        name.ifPresent(given -> request.put("name", given));
        if (!tags.isEmpty()) {
            tags.forEach(request.putObject("tags")::put);
        }
        return request;
    }
}
