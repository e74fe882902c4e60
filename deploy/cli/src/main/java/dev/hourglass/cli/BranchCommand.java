package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "branch", description = "Start new runs from checkpoints of a run.")
final class BranchCommand implements Runnable {

    @Parameters(paramLabel = "RUN", description = "The parent.")
    String runName;

    @Option(
            names = "--at",
            required = true,
            paramLabel = "STEP|tau=X|waiting-times",
            converter = Place.class,
            description = "The checkpoint at this step, the one nearest to this tau, or every one of a waiting time.")
    ObjectNode at;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "What the branch does otherwise, as dynamics.eta=0.001; may be given several times.")
    Map<String, String> set = Map.of();

    @Option(
            names = "--seed",
            description = "A seed of its own; else the branch goes on with its parent's random numbers.")
    Optional<Long> seed;

    @ArgGroup
    @Nullable
    End end;

    /** One or the other. */
    static final class End {
        @Option(names = "--steps", description = "Step at which the branch stops.")
        Optional<Long> steps;

        @Option(
                names = "--follow",
                paramLabel = "X",
                description = "How long the branch runs, in multiples of its age at the start.")
        Optional<Double> follow;
    }

    @Option(names = "--name", description = "Name of the branch.")
    Optional<String> name;

    @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "Tag of the branch; may be given several times.")
    Map<String, String> tags = Map.of();

    @Mixin
    TrackerOptions tracker;

    @Mixin
    Output output;

    @Override
    public void run() {
        ObjectNode request = Output.object();
        request.set("at", at);
        if (!set.isEmpty()) {
            set.forEach(request.putObject("set")::put);
        }
        seed.ifPresent(value -> request.put("seed", value));
        if (end != null) {
            end.steps.ifPresent(value -> request.put("stopSteps", value));
            end.follow.ifPresent(value -> request.put("follow", value));
        }
        name.ifPresent(value -> request.put("name", value));
        if (!tags.isEmpty()) {
            tags.forEach(request.putObject("tags")::put);
        }
        try (TrackerClient client = tracker.connect()) {
            JsonNode answer = client.post("/runs/" + client.runId(runName) + "/branches", request);
            output.json(answer);
            for (JsonNode run : answer.path("runs")) {
                output.line(run.path("id").asText() + "  " + run.path("state").asText() + "  "
                        + origin(run.path("parent"), at));
            }
        }
    }

    /** Checkpoints are few: the nearest may lie far from the tau that was asked for. */
    static String origin(JsonNode parent, ObjectNode asked) {
        String from = "from step " + Text.number(parent.path("step")) + " (tau " + Text.number(parent.path("tau"));
        boolean elsewhere = asked.has("tau")
                && asked.path("tau").doubleValue() != parent.path("tau").doubleValue();
        return from + (elsewhere ? ", the checkpoint nearest to " + Text.number(asked.path("tau")) : "") + ")";
    }

    /** What {@code --at} may be. */
    static final class Place implements ITypeConverter<ObjectNode> {
        @Override
        public ObjectNode convert(String value) {
            try {
                if (value.equals("waiting-times")) {
                    return Output.object().put("waitingTimes", true);
                }
                return value.startsWith("tau=")
                        ? Output.object().put("tau", Double.parseDouble(value.substring(4)))
                        : Output.object().put("step", Long.parseLong(value));
            } catch (NumberFormatException e) {
                throw new CommandLine.TypeConversionException(
                        "'" + value + "' is neither a step, nor tau=X, nor waiting-times");
            }
        }
    }
}
