package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.cli.api.TrackerProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "ls", description = "List runs, the newest first if not told otherwise.")
final class ListCommand implements Runnable {

    @Option(names = "--experiment", paramLabel = "NAME", description = "Only this experiment's.")
    Optional<String> experiment;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description =
                    "Only these: queued, running, pausing, paused, cancelling, lost, completed, failed, cancelled.")
    List<String> states = List.of();

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description =
                    "Only these, as in \"metrics.nll < 0.02 and params.system.width > 60 and name like '%%aging%%'\";"
                            + " docs/api.md has the language.")
    Optional<String> filter;

    @Option(
            names = "--order",
            paramLabel = "KEYS",
            description = "Sort by these, with commas; a hyphen before one for descending: --order=-metrics.nll,name.")
    Optional<String> order;

    @Option(names = "--archived", description = "Archived runs too.")
    boolean archived;

    @Option(names = "--trashed", description = "Only runs in the trash.")
    boolean trashed;

    @Option(names = "--limit", defaultValue = "100", description = "At most so many; ${DEFAULT-VALUE} if not given.")
    int limit;

    @Mixin
    TrackerOptions tracker;

    @Mixin
    Output output;

    @Override
    public void run() {
        var query = new StringBuilder("/runs?limit=" + limit);
        experiment.ifPresent(name -> query.append("&experiment=").append(TrackerClient.encode(name)));
        if (!states.isEmpty()) {
            query.append("&state=").append(TrackerClient.encode(String.join(",", states)));
        }
        filter.ifPresent(text -> query.append("&filter=").append(TrackerClient.encode(text)));
        order.ifPresent(keys -> query.append("&order=").append(TrackerClient.encode(keys)));
        if (archived || trashed) {
            query.append("&archived=yes");
        }
        if (trashed) {
            query.append("&trashed=only");
        }
        try (TrackerClient client = tracker.connect()) {
            JsonNode runs = client.get(query.toString()).path("runs");
            output.json(runs);
            if (runs.isEmpty()) {
                output.line("no runs");
            } else {
                table(runs).forEach(output::line);
            }
        } catch (TrackerProblemException refused) {
            throw refused.place().map(place -> pointing(place, refused)).orElseThrow(() -> refused);
        }
    }

    private RuntimeException pointing(TrackerProblemException.Place place, TrackerProblemException refused) {
        Optional<String> text = place.parameter().equals("filter") ? filter : order;
        return new CommandFailedException(
                refused.getMessage()
                        + text.map(t -> "\n" + Caret.under(t, place.column())).orElse(""),
                refused);
    }

    static List<String> table(JsonNode runs) {
        var ids = new ArrayList<String>();
        runs.forEach(run -> ids.add(run.path("id").asText()));
        UnaryOperator<String> shortened = Text.shortener(ids);
        var rows = new ArrayList<List<String>>();
        for (JsonNode run : runs) {
            rows.add(List.of(
                    shortened.apply(run.path("id").asText()),
                    run.path("experiment").asText(),
                    run.path("name").asText("-"),
                    run.path("state").asText(),
                    Text.number(run.path("step")),
                    Text.tau(run.path("tau")),
                    Text.number(run.path("lastNll")),
                    Text.number(run.path("stepsPerSecond")),
                    run.path("dataset").asText("-")));
        }
        return Text.table(List.of("RUN", "EXPERIMENT", "NAME", "STATE", "STEP", "TAU", "NLL", "STEPS/S", "DATA"), rows);
    }
}
