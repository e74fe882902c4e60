package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.api.TrackerClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "rename", description = "Give a run another name, or an experiment another title.")
final class RenameCommand implements Runnable {

    @Option(names = "--experiment", description = "RUN is the name of an experiment, not a run.")
    boolean experiment;

    @Parameters(index = "0", paramLabel = "RUN", description = "What to rename.")
    String what;

    @Parameters(index = "1", paramLabel = "NAME", description = "Its new name.")
    String name;

    @Mixin
    TrackerOptions tracker;

    @Mixin
    Output output;

    @Override
    public void run() {
        ObjectNode body = Output.object().put("name", name);
        try (TrackerClient client = tracker.connect()) {
            JsonNode now;
            if (experiment) {
                now = client.patch("/experiments/" + TrackerClient.encode(what), body, "*");
            } else {
                JsonNode run = client.run(what);
                // As it was just seen: whoever renames it at the same moment is not overwritten.
                String seen = '"' + run.path("revision").asText() + '"';
                now = client.patch("/runs/" + run.path("id").asText(), body, seen);
            }
            output.json(now);
            output.line((experiment ? "" : now.path("id").asText() + "  ")
                    + now.path("name").asText());
        }
    }
}
