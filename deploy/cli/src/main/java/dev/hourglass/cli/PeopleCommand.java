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

@Command(name = "people", description = "Who may use a tracker, and how.", synopsisSubcommandLabel = "ls|add|role")
final class PeopleCommand implements Runnable {

    private static final String ROLES =
            "viewer reads, editor also acts on runs, admin also settles people and the tracker,"
                    + " none may do nothing";

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "one of ls, add, role is missing");
    }

    @Command(name = "ls", description = "List people.")
    void list(@Mixin TrackerOptions tracker, @Mixin Output output) {
        try (TrackerClient client = tracker.connect()) {
            JsonNode people = client.get("/people").path("people");
            output.json(people);
            var rows = new ArrayList<List<String>>();
            for (JsonNode person : people) {
                rows.add(List.of(
                        person.path("id").asText(),
                        person.path("name").asText(),
                        person.path("role").asText(),
                        person.path("createdAt").asText()));
            }
            Text.table(List.of("PERSON", "NAME", "ROLE", "SINCE"), rows).forEach(output::line);
        }
    }

    @Command(name = "add", description = "Add a person; then make them a token: hourglass token create --person.")
    void add(
            @Parameters(paramLabel = "NAME", description = "What others know them by.") String name,
            @Option(names = "--role", defaultValue = "viewer", description = ROLES + "; ${DEFAULT-VALUE} if not given.")
                    String role,
            @Mixin TrackerOptions tracker,
            @Mixin Output output) {
        try (TrackerClient client = tracker.connect()) {
            show(client.post("/people", Output.object().put("name", name).put("role", role)), output);
        }
    }

    @Command(name = "role", description = "Give a person another role, at once.")
    void role(
            @Parameters(paramLabel = "PERSON", description = "By id or name.") String person,
            @Parameters(paramLabel = "ROLE", description = ROLES + ".") String role,
            @Mixin TrackerOptions tracker,
            @Mixin Output output) {
        try (TrackerClient client = tracker.connect()) {
            String path = "/people/" + TrackerClient.encode(person) + "/role";
            show(client.put(path, Output.object().put("role", role)), output);
        }
    }

    private static void show(JsonNode person, Output output) {
        output.json(person);
        output.line(person.path("name").asText() + " is " + person.path("role").asText() + " ("
                + person.path("id").asText() + ")");
    }
}
