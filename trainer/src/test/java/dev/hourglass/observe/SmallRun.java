package dev.hourglass.observe;

import static java.util.Objects.requireNonNull;

import dev.hourglass.checkpoint.Checkpoint;
import dev.hourglass.checkpoint.CheckpointFormat;
import dev.hourglass.checkpoint.SystemState;
import dev.hourglass.data.DataFolders;
import dev.hourglass.data.DataSource;
import dev.hourglass.dynamics.Sgd;
import dev.hourglass.engine.DenseKernel;
import dev.hourglass.engine.Kernels;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import dev.hourglass.model.Weights;
import dev.hourglass.model.recurrent.DeepRecurrent;
import dev.hourglass.model.recurrent.DeltaRule;
import dev.hourglass.spec.Spec.DataSpec;
import dev.hourglass.spec.Spec.Recording;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** A whole run in memory: depth 2, width 8, two synthetic chorales, stale deltas; with the loop that {@link Observers} asks for. */
final class SmallRun {

    private static final double ETA = 0.02;
    private static final int MINIBATCH = 20;
    private static final DenseKernel KERNEL = Kernels.named("ejml").kernel();

    final DeepRecurrent system;
    final Observers observers;
    final SortedMap<Long, Observation> recorded = new TreeMap<>();

    /** Copies of the weights at every step that was run. */
    final SortedMap<Long, Weights> history = new TreeMap<>();

    private final RandomStreams streams;
    private final Sgd dynamics;
    private long step;
    private double tau;

    /** A root run before its first step. */
    SmallRun(Recording recording, long seed) {
        streams = new RandomStreams(seed);
        var chords = new DataSource(new DataFolders(Optional.empty(), Optional.empty(), Path.of("nowhere")))
                .load(new DataSpec.SyntheticChorales(2, 11))
                .sequences();
        system = new DeepRecurrent(chords, 2, 8, DeltaRule.STALE, KERNEL, streams.stream(Purpose.INITIAL_WEIGHTS));
        dynamics = new Sgd(system, ETA, MINIBATCH, streams.stream(Purpose.MINIBATCHES));
        observers = new Observers(recording, system, dynamics);
        observers.begin(0);
    }

    static Recording recording(long everySteps, long gammaEvery, String... metrics) {
        return new Recording(
                OptionalLong.empty(), OptionalLong.of(everySteps), List.of(metrics), List.of(), List.of(), gammaEvery);
    }

    static Recording logSpaced(long perDecade, long gammaEvery, String... metrics) {
        return new Recording(
                OptionalLong.of(perDecade), OptionalLong.empty(), List.of(metrics), List.of(), List.of(), gammaEvery);
    }

    /** The same run from its checkpoint, in another process as it were. */
    static SmallRun resumed(Recording recording, byte[] file) throws IOException {
        Checkpoint checkpoint = CheckpointFormat.read(new ByteArrayInputStream(file), "memory");
        SmallRun run = taken(recording, checkpoint);
        run.observers.resume(checkpoint.observers(), "memory");
        return run;
    }

    static SmallRun branch(Recording recording, byte[] file) throws IOException {
        Checkpoint checkpoint = CheckpointFormat.read(new ByteArrayInputStream(file), "memory");
        SmallRun run = taken(recording, checkpoint);
        run.observers.begin(checkpoint.step());
        run.visit(checkpoint.step());
        return run;
    }

    private static SmallRun taken(Recording recording, Checkpoint checkpoint) {
        SmallRun run = new SmallRun(recording, 999); // whatever the seed left behind must be overwritten
        checkpoint.system().restoreInto(run.system, "memory");
        checkpoint.restoreRandom(run.streams);
        run.step = checkpoint.step();
        run.tau = checkpoint.tau();
        return run;
    }

    /** Runs until {@code last}, and records there as at the end of a run. */
    SmallRun to(long last) {
        if (step == 0) {
            visit(last);
        }
        while (step < last) {
            dynamics.step();
            step++;
            tau += dynamics.rate();
            history.put(step, system.weights().copy());
            visit(last);
        }
        return this;
    }

    private void visit(long last) {
        history.putIfAbsent(step, system.weights().copy());
        if (step == last || step == observers.dueAfter(step - 1)) {
            observers.visit(step, step == last).ifPresent(observation -> recorded.put(step, observation));
        }
    }

    Observation at(long recordedStep) {
        return requireNonNull(recorded.get(recordedStep), "step " + recordedStep + " was not recorded");
    }

    Weights weightsAt(long pastStep) {
        return requireNonNull(history.get(pastStep), "step " + pastStep + " was not run");
    }

    byte[] checkpoint() throws IOException {
        var out = new ByteArrayOutputStream();
        CheckpointFormat.write(
                new Checkpoint(step, tau, SystemState.of(system), Checkpoint.states(streams), observers.states()), out);
        return out.toByteArray();
    }

    int[] nextBatch() {
        return dynamics.nextBatch();
    }
}
