package dev.hourglass.run;

import dev.hourglass.blob.BlobStore;
import dev.hourglass.checkpoint.Checkpoint;
import dev.hourglass.checkpoint.CheckpointFormat;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Clock;
import dev.hourglass.events.Metric;
import dev.hourglass.observe.Distribution;
import dev.hourglass.observe.Observation;
import dev.hourglass.observe.Observers;
import dev.hourglass.observe.Quantity;
import dev.hourglass.observe.Spectrum;
import dev.hourglass.spec.Spec;
import java.io.IOException;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The loop: observe, save, look at what others ask, step. The order within a step is part of what resuming relies on: a checkpoint
 * holds what the observation of its own step left behind, so whoever goes on from it begins with the next step.
 */
final class RunLoop {

    private final Spec spec;
    private final Trajectory run;
    private final Observers observers;
    private final List<Metric> metrics;
    private final NavigableSet<Long> waitingTimes;
    private final BlobStore blobs;
    private final AttemptRecorder recorder;
    private final RunControl control;
    private final RunProgress progress;

    RunLoop(
            Spec spec,
            Trajectory run,
            BlobStore blobs,
            AttemptRecorder recorder,
            RunControl control,
            RunProgress progress) {
        this.spec = spec;
        this.run = run;
        this.observers = run.observers();
        this.metrics = observers.quantities().stream().map(Quantity::metric).toList();
        this.waitingTimes =
                spec.waitingTimes().map(times -> new TreeSet<>(times.at())).orElseGet(TreeSet::new);
        this.blobs = blobs;
        this.recorder = recorder;
        this.control = control;
        this.progress = progress;
    }

    /** @throws AttemptDroppedException if the attempt was told to end without a word */
    Outcome execute() {
        boolean seen = run.isResumed();
        long due = isDue(run.step()) ? run.step() : observers.dueAfter(run.step());
        long saveAt = saveAfter(run.step());
        while (true) {
            boolean dueNow = run.step() == due;
            boolean last = isLast(dueNow);
            if (dueNow) {
                due = observers.dueAfter(due);
            }
            if (!seen && (dueNow || last)) {
                observers.visit(run.step(), last).ifPresent(this::record);
            }
            seen = false;
            if (run.step() == saveAt) {
                saveDue(last);
                saveAt = saveAfter(saveAt);
            }
            if (last) {
                return complete();
            }
            RunControl.Wish wish = control.wish();
            if (wish != null) {
                return end(wish);
            }
            if (control.takeCheckpointWish()) {
                save(CheckpointReason.ON_DEMAND);
            }
            run.advance();
            progress.at(run.step(), run.tau());
            recorder.flushIfDue(run.step(), run.tau());
        }
    }

    private boolean isDue(long step) {
        return observers.dueAfter(step - 1) == step;
    }

    /** The loss is looked at on due steps only, and before they are seen, so that resuming on such a step decides alike. */
    private boolean isLast(boolean dueNow) {
        if (spec.stop().steps().isPresent() && run.step() >= spec.stop().steps().getAsLong()) {
            return true;
        }
        return dueNow
                && spec.stop().nll().isPresent()
                && run.system().evaluate().nll() <= spec.stop().nll().getAsDouble();
    }

    private void record(Observation observation) {
        if (!metrics.isEmpty()) {
            recorder.points(run.step(), run.tau(), metrics, observation.values());
        }
        for (Spectrum spectrum : observation.spectra()) {
            recorder.spectrum(run.step(), run.tau(), spectrum.matrix(), spectrum.values());
        }
        for (Distribution histogram : observation.distributions()) {
            recorder.distribution(run.step(), run.tau(), histogram.name(), histogram.edges(), histogram.counts());
        }
    }

    /** The first step after this one with a checkpoint of its own, the last one apart. */
    private long saveAfter(long step) {
        long every = spec.checkpoints().every();
        long periodic = every > 0 ? (step / every + 1) * every : Long.MAX_VALUE;
        Long waiting = waitingTimes.higher(step);
        return waiting == null ? periodic : Math.min(waiting, periodic);
    }

    private void saveDue(boolean last) {
        if (waitingTimes.contains(run.step())) {
            save(CheckpointReason.WAITING_TIME);
        } else if (!last) {
            save(CheckpointReason.PERIODIC);
        }
    }

    private Outcome complete() {
        save(CheckpointReason.FINAL);
        boolean steps = spec.stop().steps().isPresent()
                && run.step() >= spec.stop().steps().getAsLong();
        recorder.completed(run.step(), run.tau(), steps ? "all steps done" : "the loss is reached");
        return new Outcome.Completed(clock());
    }

    private Outcome end(RunControl.Wish wish) {
        switch (wish.ending()) {
            case HAND_OVER -> {
                recorder.line("is handed over: " + wish.reason());
                String checkpoint = save(CheckpointReason.ON_DEMAND);
                return new Outcome.HandedOver(clock(), checkpoint);
            }
            case PAUSE -> {
                save(CheckpointReason.ON_DEMAND);
                recorder.paused(run.step(), run.tau(), wish.reason());
                return new Outcome.Paused(clock());
            }
            case CANCEL -> {
                recorder.cancelled(run.step(), run.tau(), wish.reason());
                return new Outcome.Cancelled(clock());
            }
            case DROP -> throw new AttemptDroppedException(wish.reason());
        }
        throw new AssertionError(wish);
    }

    private String save(CheckpointReason reason) {
        Checkpoint checkpoint = run.checkpoint();
        try {
            BlobStore.Stored blob = blobs.write(out -> CheckpointFormat.write(checkpoint, out));
            recorder.line("checkpoint at step " + run.step() + " (" + reason.word() + "): " + blob.sha256());
            recorder.checkpoint(run.step(), run.tau(), blob, reason);
            return blob.sha256();
        } catch (IOException e) {
            throw new CheckpointNotWrittenException(run.step(), e);
        }
    }

    private Clock clock() {
        return recorder.clock(run.step(), run.tau());
    }
}
