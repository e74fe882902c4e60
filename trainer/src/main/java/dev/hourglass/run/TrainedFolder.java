package dev.hourglass.run;

import dev.hourglass.blob.BlobStore;
import dev.hourglass.blob.FolderBlobStore;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.SpecParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Consumer;

/**
 * What a training left in its folder: events as lines in {@code events.jsonl}, in the order in which they must be published, and
 * in {@code blobs} every blob they name.
 */
public final class TrainedFolder {

    static final String EVENTS = "events.jsonl";
    static final String BLOBS = "blobs";

    private final Path folder;
    private final List<Event.RunCreated> runs = new ArrayList<>();
    private final SequencedSet<String> blobs = new LinkedHashSet<>();
    private int lines;

    private TrainedFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * @throws IOException if there is no training in the folder, or it cannot be read
     * @throws DamagedEventFileException if a line is no event
     */
    public static TrainedFolder read(Path folder) throws IOException {
        Path events = folder.resolve(EVENTS);
        if (!Files.exists(events)) {
            throw new IOException(folder + " holds no training: there is no " + EVENTS + " in it");
        }
        var trained = new TrainedFolder(folder);
        EventFile.read(events, (line, envelope) -> trained.hear(envelope));
        return trained;
    }

    private void hear(Envelope envelope) {
        lines++;
        switch (envelope.event()) {
            case Event.RunCreated created -> {
                runs.add(created);
                weights(created);
            }
            case Event.CheckpointSaved saved -> blobs.add(saved.sha256());
            default -> {}
        }
    }

    private void weights(Event.RunCreated created) {
        try {
            SpecParser.parseOne(created.spec(), "the spec of run " + created.subject())
                    .weights()
                    .ifPresent(blobs::add);
        } catch (InvalidSpecException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** In the order in which they were made: parents before their branches. */
    public List<Event.RunCreated> runs() {
        return List.copyOf(runs);
    }

    /** SHA-256 of each blob that the events name, in the order in which they are first named. */
    public List<String> blobs() {
        return List.copyOf(blobs);
    }

    public BlobStore blobStore() throws IOException {
        return new FolderBlobStore(folder.resolve(BLOBS));
    }

    /** How many events there are. */
    public int lineCount() {
        return lines;
    }

    /** Every line without its end, in order. */
    public void forEachLine(Consumer<String> line) throws IOException {
        EventFile.read(folder.resolve(EVENTS), (text, envelope) -> line.accept(text));
    }
}
