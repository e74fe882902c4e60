package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "tag", description = "Put tags on a run, or take them off; shows those it has then.")
final class TagCommand implements Runnable {

    @Parameters(index = "0", paramLabel = "RUN", description = "The run.")
    String run;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY[=VALUE]", description = "Tags to put on it.")
    List<String> tags = new ArrayList<>();

    @Option(names = "--remove", paramLabel = "KEY", description = "A tag to take off.")
    List<String> removed = new ArrayList<>();

    @Mixin
    TrackerOptions tracker;

    @Mixin
    Output output;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        if (tags.stream().anyMatch(tag -> tag.startsWith("="))) {
            throw new CommandLine.ParameterException(spec.commandLine(), "a tag has no key before its '='");
        }
        try (TrackerClient client = tracker.connect()) {
            JsonNode now = client.run(run);
            String path = "/runs/" + now.path("id").asText() + "/tags/";
            for (String key : removed) {
                now = client.delete(path + TrackerClient.encode(key));
            }
            for (String tag : tags) {
                String[] parts = tag.split("=", 2);
                String value = parts.length == 2 ? parts[1] : "";
                now = client.put(
                        path + TrackerClient.encode(parts[0]), Output.object().put("value", value));
            }
            output.json(now.path("tags"));
            now.path("tags")
                    .properties()
                    .forEach(tag -> output.line(tag.getKey()
                            + (tag.getValue().asText().isEmpty()
                                    ? ""
                                    : "=" + tag.getValue().asText())));
        }
    }
}
