package dev.hourglass.cli.chaos;

import dev.hourglass.cli.BuildInfo;
import dev.hourglass.cli.CommandFailedException;
import dev.hourglass.cli.Hourglass;
import dev.hourglass.embedded.ManagedProcess;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventLines;
import dev.hourglass.events.codec.UndecodableRecordException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * A run by {@code train}, with nobody else about; of a tree its root.
 *
 * @param points as {@link Points} gives them
 * @param folder what train wrote
 */
public record Undisturbed(String run, SequencedMap<Points.At, Points.Is> points, String finalCheckpoint, Path folder) {

    public static Undisturbed train(String spec, Path folder) throws IOException, UndecodableRecordException {
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve("spec.yaml"), spec);
        Path out = folder.resolve("out");
        try (ManagedProcess train = ManagedProcess.java(Hourglass.class.getName())
                .name("train")
                .jvmOptions(BuildInfo.engineJvmOptions().toArray(String[]::new))
                .jvmOptions("-Xmx512m", "-XX:+UseSerialGC")
                .arguments("train", file.toString(), "--out", out.toString())
                .log(folder.resolve("train.log"))
                .start()) {
            if (train.exitCode() != 0) {
                throw new CommandFailedException("train failed: " + Files.readString(train.log()));
            }
        }
        return read(out);
    }

    private static Undisturbed read(Path out) throws IOException, UndecodableRecordException {
        SequencedMap<Points.At, Points.Is> points = new LinkedHashMap<>();
        String checkpoint = "";
        Optional<UUID> root = Optional.empty();
        for (String line : Files.readAllLines(out.resolve("events.jsonl"))) {
            Event event = EventLines.read(line).event();
            root = root.or(() -> Optional.of(event.subject()));
            if (!root.get().equals(event.subject())) {
                continue;
            }
            switch (event) {
                case Event.MetricsRecorded e -> {
                    for (int m = 0; m < e.metrics().size(); m++) {
                        for (int i = 0; i < e.steps().length; i++) {
                            Points.add(points, e.metrics().get(m).name(), e.steps()[i], e.taus()[i], e.values()[m][i]);
                        }
                    }
                }
                case Event.CheckpointSaved e when e.reason() == CheckpointReason.FINAL -> checkpoint = e.sha256();
                default -> {
                    // only points and the last state are compared
                }
            }
        }
        return new Undisturbed(root.orElseThrow().toString(), points, checkpoint, out);
    }
}
