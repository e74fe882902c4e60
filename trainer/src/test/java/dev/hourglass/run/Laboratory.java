package dev.hourglass.run;

import dev.hourglass.blob.BlobStore;
import dev.hourglass.blob.FolderBlobStore;
import dev.hourglass.data.DataFolders;
import dev.hourglass.data.DataSource;
import dev.hourglass.engine.KernelChoice;
import dev.hourglass.engine.Kernels;
import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Clock;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.WorkOffered;
import dev.hourglass.spec.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Runs in this process, their events in a list, their blobs in a folder. */
final class Laboratory {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));

    /** Of the machine, once: it takes a moment to load. */
    static final KernelChoice KERNEL = Kernels.best();

    final List<Envelope> events = new ArrayList<>();
    final BlobStore blobs;
    private final RunExecutor executor;

    Laboratory(Path folder) {
        this(folder, NOON);
    }

    Laboratory(Path folder, InstantSource time) {
        try {
            blobs = new FolderBlobStore(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        executor = new RunExecutor(data(), blobs, KERNEL, Machine.current(), "worker/test", time);
    }

    static DataSource data() {
        return new DataSource(new DataFolders(Optional.empty(), Optional.empty(), Path.of("nowhere")));
    }

    /** From the spec's start to the end. */
    Outcome execute(UUID run, Spec spec) {
        return execute(start(run, spec), new RunControl(), event -> {});
    }

    /** @param watcher sees each event when it has been taken */
    Outcome execute(WorkOffered work, RunControl control, Consumer<Event> watcher) {
        RunLog log = envelope -> {
            events.add(envelope);
            watcher.accept(envelope.event());
        };
        return executor.execute(work, UUID.randomUUID(), log, control, new RunProgress());
    }

    static WorkOffered start(UUID run, Spec spec) {
        return new WorkOffered(
                run, spec.canonicalJson(), Optional.empty(), Optional.empty(), Optional.empty(), new Clock(0, 0, 0));
    }

    /** The next attempt of a run, from its last checkpoint. */
    WorkOffered next(UUID run, Spec spec) {
        return from(run, spec, lastCheckpoint(run));
    }

    WorkOffered from(UUID run, Spec spec, Event.CheckpointSaved saved) {
        return new WorkOffered(
                run,
                spec.canonicalJson(),
                Optional.of(saved.origin().attempt()),
                Optional.of(saved.sha256()),
                Optional.empty(),
                saved.clock());
    }

    /** The first attempt of a branch. */
    WorkOffered branch(UUID run, Spec spec, Event.CheckpointSaved at) {
        var point = new BranchPoint(
                at.subject(),
                at.origin().attempt(),
                at.clock().step(),
                at.clock().tau(),
                at.sha256());
        return new WorkOffered(
                run, spec.canonicalJson(), Optional.empty(), Optional.empty(), Optional.of(point), at.clock());
    }

    <E extends Event> List<E> of(UUID run, Class<E> type) {
        return events.stream()
                .map(Envelope::event)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(event -> event.subject().equals(run))
                .toList();
    }

    Event.CheckpointSaved lastCheckpoint(UUID run) {
        return of(run, Event.CheckpointSaved.class).getLast();
    }

    Event.CheckpointSaved checkpoint(UUID run, long step) {
        return of(run, Event.CheckpointSaved.class).stream()
                .filter(saved -> saved.clock().step() == step)
                .findFirst()
                .orElseThrow();
    }

    String finalCheckpoint(UUID run) {
        Event.CheckpointSaved last = lastCheckpoint(run);
        if (last.reason() != CheckpointReason.FINAL) {
            throw new AssertionError("the last checkpoint is " + last);
        }
        return last.sha256();
    }

    Series series(UUID run) {
        return Series.of(events, run);
    }
}
