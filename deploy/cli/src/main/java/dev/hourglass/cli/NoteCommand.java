package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "note", description = "Write a note on a run, or remove one; without either, show the newest.")
final class NoteCommand implements Runnable {

    @Parameters(index = "0", paramLabel = "RUN", description = "The run.")
    String run;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "What the note shall say.")
    Optional<String> text = Optional.empty();

    @Option(names = "--remove", paramLabel = "NOTE", description = "Id of a note to remove.")
    Optional<String> removed = Optional.empty();

    @Mixin
    TrackerOptions tracker;

    @Mixin
    Output output;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        if (text.isPresent() && removed.isPresent()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "give a text or --remove, not both");
        }
        try (TrackerClient client = tracker.connect()) {
            String path = "/runs/" + client.runId(run) + "/notes";
            if (text.isPresent()) {
                show(client.post(path, Output.object().put("text", text.get())));
            } else if (removed.isPresent()) {
                client.delete(path + "/" + TrackerClient.encode(removed.get()));
                output.json(Output.object().put("removed", removed.get()));
                output.line("removed " + removed.get());
            } else {
                JsonNode notes = client.get(path + "?limit=100").path("notes");
                output.json(notes);
                notes.forEach(this::line);
                if (notes.isEmpty()) {
                    output.line("no notes");
                }
            }
        }
    }

    private void show(JsonNode note) {
        output.json(note);
        line(note);
    }

    private void line(JsonNode note) {
        output.line(note.path("id").asText() + "  " + note.path("at").asText() + "  "
                + note.path("by").asText() + "\n"
                + note.path("text").asText().indent(2).stripTrailing());
    }
}
