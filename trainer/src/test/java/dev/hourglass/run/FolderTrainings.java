package dev.hourglass.run;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.spec.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A finished training into a folder, to compare others with. */
public record FolderTrainings(List<TrainedRun> runs, List<Envelope> events) {

    public static FolderTrainings of(Path folder, String text) throws IOException, InvalidSpecException {
        List<TrainedRun> runs = FolderTrainingTest.train(folder, text);
        return new FolderTrainings(runs, FolderTrainingTest.events(folder));
    }

    public Series series(int index) {
        return Series.of(events, runs.get(index).run());
    }

    public String finalCheckpoint(int index) {
        return events.stream()
                .map(Envelope::event)
                .filter(Event.CheckpointSaved.class::isInstance)
                .map(Event.CheckpointSaved.class::cast)
                .filter(saved -> saved.subject().equals(runs.get(index).run()))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .sha256();
    }
}
