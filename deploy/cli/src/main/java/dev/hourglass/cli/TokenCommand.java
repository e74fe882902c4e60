package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.api.TrackerClient;
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

@Command(
        name = "token",
        description = "What people sign in to a tracker with.",
        synopsisSubcommandLabel = "create|ls|revoke")
final class TokenCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "one of create, ls, revoke is missing");
    }

    @Command(name = "create", description = "Make a token; it is shown this once.")
    void create(
            @Parameters(paramLabel = "NAME", description = "What it is for, as 'laptop'.") String name,
            @Option(
                            names = "--person",
                            paramLabel = "PERSON",
                            description = "Whose, by id or name; yours if not given.")
                    Optional<String> person,
            @Option(names = "--days", description = "Days until it expires; it does not if not given.")
                    Optional<Integer> days,
            @Mixin TrackerOptions tracker,
            @Mixin Output output) {
        ObjectNode body = Output.object().put("name", name);
        person.ifPresent(whose -> body.put("person", whose));
        days.ifPresent(until -> body.put("expiresInDays", until));
        try (TrackerClient client = tracker.connect()) {
            JsonNode made = client.post("/tokens", body);
            output.json(made);
            output.line(made.path("secret").asText());
            output.note("for " + made.path("token").path("personName").asText()
                    + "; put it into HOURGLASS_TOKEN, it is not shown again");
        }
    }

    @Command(name = "ls", description = "List your tokens; admins see everybody's.")
    void list(@Mixin TrackerOptions tracker, @Mixin Output output) {
        try (TrackerClient client = tracker.connect()) {
            JsonNode tokens = client.get("/tokens").path("tokens");
            output.json(tokens);
            var rows = new ArrayList<List<String>>();
            for (JsonNode token : tokens) {
                rows.add(List.of(
                        token.path("id").asText(),
                        token.path("personName").asText(),
                        token.path("name").asText(),
                        token.path("createdAt").asText(),
                        token.path("expiresAt").asText("never"),
                        token.path("lastUsedAt").asText("never"),
                        token.path("revokedAt").asText("-")));
            }
            Text.table(List.of("TOKEN", "PERSON", "FOR", "MADE", "EXPIRES", "LAST USED", "REVOKED"), rows)
                    .forEach(output::line);
        }
    }

    @Command(name = "revoke", description = "End a token and every browser session that began with it.")
    void revoke(
            @Parameters(paramLabel = "TOKEN", description = "Its id, as 'token ls' shows it.") String id,
            @Mixin TrackerOptions tracker,
            @Mixin Output output) {
        try (TrackerClient client = tracker.connect()) {
            JsonNode token = client.delete("/tokens/" + TrackerClient.encode(id));
            output.json(token);
            output.line("revoked '" + token.path("name").asText() + "' of "
                    + token.path("personName").asText());
        }
    }
}
