package dev.hourglass.run;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.hourglass.blob.BlobStore;
import dev.hourglass.blob.FolderBlobStore;
import dev.hourglass.data.DataSource;
import dev.hourglass.engine.KernelChoice;
import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.SweepMember;
import dev.hourglass.events.WorkOffered;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecEdit;
import dev.hourglass.spec.SpecParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Trains without Kafka: what a spec describes, with the branches of its waiting times, into a folder. What was interrupted goes on
 * from its last checkpoint when the same spec is trained into the same folder again.
 */
public final class FolderTraining implements AutoCloseable {

    private final Path folder;
    private final BlobStore blobs;
    private final EventFile events;
    private final RunExecutor executor;
    private final String source;
    private final String person;
    private final InstantSource time;
    private final SequencedMap<UUID, RecordedRun> runs = new LinkedHashMap<>();
    private final List<Event.SweepCreated> sweeps = new ArrayList<>();
    private @Nullable RunControl present;
    private @Nullable String stopped;

    /**
     * @param folder made if it is not there
     * @param name of this trainer; a part of its events' source and of their provenance
     * @param person who wants the runs
     * @throws FolderInUseException if another process trains into the folder
     * @throws DamagedEventFileException if what is there cannot be read
     */
    public FolderTraining(
            Path folder, DataSource data, KernelChoice kernel, String name, String person, InstantSource time)
            throws IOException {
        this.folder = Files.createDirectories(folder);
        this.blobs = new FolderBlobStore(folder.resolve(TrainedFolder.BLOBS));
        this.source = "train/" + name;
        this.person = person;
        this.time = time;
        this.executor = new RunExecutor(data, blobs, kernel, Machine.current(), source, time);
        this.events = EventFile.open(folder.resolve(TrainedFolder.EVENTS));
        EventFile.read(folder.resolve(TrainedFolder.EVENTS), (line, envelope) -> hear(envelope.event()));
    }

    /** Where weights to start from must lie before {@link #train}. */
    public BlobStore blobs() {
        return blobs;
    }

    /**
     * Trains until all runs have ended, or {@link #stop}.
     *
     * @param text of the spec
     * @param file what errors call it
     * @return what came of each run, in their order; after {@link #stop} those that were not begun are missing
     * @throws OtherSpecException if the folder holds something else
     */
    public List<TrainedRun> train(String text, String file, TrainListener listener) throws InvalidSpecException {
        List<Spec> specs = SpecParser.parse(text, file);
        List<UUID> roots = create(specs, text, file, listener);
        var results = new ArrayList<TrainedRun>();
        for (int i = 0; i < specs.size(); i++) {
            RecordedRun root = run(roots.get(i));
            finish(root, specs.get(i), listener, results);
            for (RecordedRun branch : branches(root, specs.get(i), listener)) {
                finish(branch, SpecParser.parseOne(branch.created().spec(), file), listener, results);
            }
        }
        return results;
    }

    /** Saves the present run and ends {@link #train}; the next training of the same folder goes on there. Any thread. */
    public synchronized void stop(String reason) {
        stopped = reason;
        if (present != null) {
            present.end(RunControl.Ending.HAND_OVER, reason);
        }
    }

    @Override
    public void close() throws IOException {
        events.close();
    }

    private RecordedRun run(UUID id) {
        RecordedRun run = runs.get(id);
        if (run == null) {
            throw new IllegalArgumentException("no run " + id + " in " + folder);
        }
        return run;
    }

    private void hear(Event event) {
        switch (event) {
            case Event.RunCreated created -> runs.putIfAbsent(created.subject(), new RecordedRun(created));
            case Event.SweepCreated sweep -> sweeps.add(sweep);
            case Event.OfAttempt word -> run(word.subject()).hear(word);
            default -> {} // what trackers and people say; a folder has none of it
        }
    }

    private List<UUID> create(List<Spec> specs, String text, String file, TrainListener listener) {
        List<RecordedRun> there = runs.values().stream()
                .filter(run -> run.created().parent().isEmpty())
                .toList();
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < specs.size(); i++) {
            if (i < there.size()) {
                String found = there.get(i).created().spec();
                if (!found.equals(specs.get(i).canonicalJson())) {
                    throw new OtherSpecException(folder, file, found);
                }
                ids.add(there.get(i).created().subject());
            } else {
                ids.add(createRoot(specs, i, text, listener));
            }
        }
        if (there.size() > specs.size()) {
            throw new OtherSpecException(folder, file, there.size() + " runs");
        }
        return ids;
    }

    private UUID createRoot(List<Spec> specs, int index, String text, TrainListener listener) {
        Spec spec = specs.get(index);
        String name = spec.name().orElse(spec.experiment());
        if (specs.size() == 1) {
            return create(UuidCreator.getTimeOrderedEpoch(), name, spec, Optional.empty(), Optional.empty(), listener);
        }
        if (sweeps.isEmpty()) {
            write(
                    new Event.SweepCreated(
                            UuidCreator.getTimeOrderedEpoch(), spec.experiment(), text, specs.size(), person),
                    listener);
        }
        var member = new SweepMember(sweeps.getFirst().subject(), index);
        UUID id = DerivedIds.sweepMember(member.sweep(), index);
        return create(id, name + " " + (index + 1), spec, Optional.empty(), Optional.of(member), listener);
    }

    /** One for each waiting time that the run has reached; made now if it is not there. */
    private List<RecordedRun> branches(RecordedRun parent, Spec spec, TrainListener listener) {
        var branches = new ArrayList<RecordedRun>();
        parent.atWaitingTimes().forEach((step, saved) -> {
            UUID id = DerivedIds.waitingTimeBranch(saved.subject(), step);
            if (!runs.containsKey(id)) {
                var point = new BranchPoint(
                        saved.subject(),
                        saved.origin().attempt(),
                        step,
                        saved.clock().tau(),
                        saved.sha256());
                create(
                        id,
                        branchName(parent.created().name(), step),
                        SpecEdit.waitingTimeBranch(spec, step),
                        Optional.of(point),
                        Optional.empty(),
                        listener);
            }
            branches.add(run(id));
        });
        return branches;
    }

    /** As a tracker names them; cut so that it is a valid name whatever its parent's is. */
    private static String branchName(String parent, long step) {
        String end = " from " + step;
        return parent.substring(0, Math.min(parent.length(), 200 - end.length())) + end;
    }

    private UUID create(
            UUID id,
            String name,
            Spec spec,
            Optional<BranchPoint> parent,
            Optional<SweepMember> sweep,
            TrainListener listener) {
        write(
                new Event.RunCreated(
                        id,
                        name,
                        spec.experiment(),
                        RunKind.PUBLISHED,
                        spec.canonicalJson(),
                        spec.sha256(),
                        parent,
                        sweep,
                        person,
                        Map.of()),
                listener);
        return id;
    }

    private void write(Event event, TrainListener listener) {
        UUID id = DerivedIds.derive("created/" + event.subject());
        append(new Envelope(id, source, time.instant().truncatedTo(ChronoUnit.MILLIS), event), listener);
    }

    private void append(Envelope envelope, TrainListener listener) {
        events.append(envelope);
        hear(envelope.event());
        listener.recorded(envelope);
    }

    private void finish(RecordedRun run, Spec spec, TrainListener listener, List<TrainedRun> results) {
        UUID id = run.created().subject();
        if (run.completed().isPresent()) {
            var outcome = new Outcome.Completed(run.completed().get());
            results.add(new TrainedRun(id, run.created().name(), outcome));
            return;
        }
        var control = new RunControl();
        synchronized (this) {
            if (stopped != null) {
                return;
            }
            present = control;
        }
        var progress = new RunProgress();
        var work = new WorkOffered(
                id,
                run.created().spec(),
                run.attempt(),
                run.lastCheckpoint().map(Event.CheckpointSaved::sha256),
                run.created().parent(),
                run.from());
        listener.started(run.created(), spec, progress);
        Outcome outcome = executor.execute(
                work, UuidCreator.getTimeOrderedEpoch(), envelope -> append(envelope, listener), control, progress);
        results.add(new TrainedRun(id, run.created().name(), outcome));
        listener.ended(id, outcome);
    }
}
