package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.checkpoint.Checkpoint;
import dev.hourglass.checkpoint.CheckpointFormat;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.data.DataSource;
import dev.hourglass.data.Dataset;
import dev.hourglass.music.Composer;
import dev.hourglass.music.KeyChoice;
import dev.hourglass.music.MidiFile;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecParser;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "play", description = "Let a run's network go on from a first chord by itself, into a MIDI file.")
final class PlayCommand implements Runnable {

    @Parameters(paramLabel = "RUN", description = "The run.")
    String runName;

    @Option(
            names = "--at",
            paramLabel = "STEP",
            description = "Its checkpoint at this step; the last one if not given.")
    Optional<Long> step;

    @Option(
            names = "--chords",
            defaultValue = "64",
            description = "Length in quarter notes; ${DEFAULT-VALUE} if not given.")
    int chords;

    @Option(
            names = "--piece",
            defaultValue = "0",
            description = "Training piece whose first chord begins; ${DEFAULT-VALUE} if not given.")
    int piece;

    @Option(
            names = "--tempo",
            defaultValue = "72",
            description = "Quarter notes a minute; ${DEFAULT-VALUE} if not given.")
    int tempo;

    @Option(names = "--seed", description = "Toss the keys by this seed; as the run itself would if not given.")
    Optional<Long> seed;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            description = "Below 1 likely keys become likelier, above 1 all are tossed more fairly; ${DEFAULT-VALUE} if"
                    + " not given.")
    double temperature;

    @Option(names = "--likeliest", description = "Sound what is more likely than not, instead of tossing.")
    boolean likeliest;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to; <run>-<step>.mid if not given.")
    Optional<Path> out;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of training data to look in first.")
    Optional<Path> data;

    @Mixin
    TrackerOptions tracker;

    @Mixin
    Output output;

    @Override
    public void run() {
        try (TrackerClient client = tracker.connect()) {
            JsonNode run = client.run(runName);
            String id = run.path("id").asText();
            JsonNode saved = CheckpointCommand.select(client, id, step);
            Path file = out.orElse(
                    Path.of(id.substring(0, 13) + "-" + saved.path("step").asText() + ".mid"));
            boolean[][] music = compose(run, fetch(client, saved.path("sha256").asText()), "the checkpoint of " + id);
            try (var midi = new BufferedOutputStream(Files.newOutputStream(file))) {
                MidiFile.write(
                        music,
                        run.path("name").asText(id) + ", step "
                                + saved.path("step").asText(),
                        tempo,
                        midi);
            }
            output.json(Output.object()
                    .put("file", file.toString())
                    .put("run", id)
                    .put("step", saved.path("step").asLong())
                    .put("chords", music.length));
            output.line(file + "  " + music.length + " quarter notes, from step "
                    + saved.path("step").asText());
        } catch (IOException e) {
            throw new CommandFailedException("cannot write the music: " + e.getMessage(), e);
        }
    }

    private boolean[][] compose(JsonNode run, Checkpoint checkpoint, String source) {
        try {
            Spec spec = SpecParser.parseOne(run.path("spec").toString(), "the spec of the run");
            Dataset learned = new DataSource(DataCommand.folders(data)).load(spec.data());
            KeyChoice choice = Composer.chosenBy(
                    checkpoint, seed.map(OptionalLong::of).orElse(OptionalLong.empty()), likeliest ? 0 : temperature);
            return Composer.of(spec, learned, checkpoint, source).compose(piece, chords, choice);
        } catch (InvalidSpecException e) {
            throw new CommandFailedException(
                    "the tracker gave a spec that this version cannot read: " + e.getMessage(), e);
        }
    }

    private static Checkpoint fetch(TrackerClient client, String sha256) throws IOException {
        Path file = Files.createTempFile("hourglass", ".safetensors");
        try {
            client.download("/blobs/" + sha256, file);
            try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
                return CheckpointFormat.read(bytes, "checkpoint " + sha256);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
