package dev.hourglass.run;

import dev.hourglass.blob.BlobStore;
import dev.hourglass.checkpoint.Checkpoint;
import dev.hourglass.checkpoint.CheckpointFormat;
import dev.hourglass.checkpoint.SafetensorsReader;
import dev.hourglass.checkpoint.StartingWeights;
import dev.hourglass.checkpoint.SystemState;
import dev.hourglass.data.Dataset;
import dev.hourglass.dynamics.Dynamics;
import dev.hourglass.dynamics.Sgd;
import dev.hourglass.engine.DenseKernel;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.WorkOffered;
import dev.hourglass.model.LearningSystem;
import dev.hourglass.model.recurrent.DeepRecurrent;
import dev.hourglass.model.recurrent.DeltaRule;
import dev.hourglass.observe.Observers;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.Spec.DynamicsSpec;
import dev.hourglass.spec.Spec.SystemSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Puts a run together from its spec, and puts it where it starts: at random or given weights, a branch point, a checkpoint. */
final class RunAssembly {

    private final Spec spec;
    private final BlobStore blobs;
    private final Consumer<String> remarks;
    private final RandomStreams random;
    private final LearningSystem system;
    private final Dynamics dynamics;
    private final Observers observers;

    /** @param remarks what people should know about the start */
    RunAssembly(Spec spec, Dataset data, DenseKernel kernel, BlobStore blobs, Consumer<String> remarks) {
        this.spec = spec;
        this.blobs = blobs;
        this.remarks = remarks;
        this.random = new RandomStreams(spec.seed().orElse(0)); // a run without a seed takes its parent's streams
        this.system = system(data, kernel);
        this.dynamics = dynamics();
        this.observers = new Observers(spec.record(), system, dynamics);
    }

    private LearningSystem system(Dataset data, DenseKernel kernel) {
        return switch (spec.system()) {
            case SystemSpec.DeepRecurrent(int depth, int width) ->
                new DeepRecurrent(
                        data.sequences(),
                        depth,
                        width,
                        DeltaRule.named(spec.dynamics().deltas().word()),
                        kernel,
                        random.stream(Purpose.INITIAL_WEIGHTS));
        };
    }

    private Dynamics dynamics() {
        return switch (spec.dynamics()) {
            case DynamicsSpec.Sgd sgd ->
                new Sgd(system, sgd.eta(), sgd.minibatch(), random.stream(Purpose.MINIBATCHES));
            case DynamicsSpec.GradientDescent descent ->
                Sgd.full(system, descent.eta(), random.stream(Purpose.MINIBATCHES));
        };
    }

    /**
     * @throws IOException if the checkpoint or the weights cannot be read
     * @throws CheckpointMismatchException if the checkpoint is of another step than the offer says
     */
    Trajectory start(WorkOffered work) throws IOException {
        if (work.checkpoint().isPresent()) {
            return resume(work.checkpoint().get(), work.from().step());
        }
        if (work.parent().isPresent()) {
            return branch(work.parent().get());
        }
        if (spec.seed().isEmpty()) {
            throw new IllegalArgumentException("the spec has 'seed: parent' but the run has no parent; give it a seed");
        }
        if (spec.weights().isPresent()) {
            String sha256 = spec.weights().get();
            try (InputStream in = blobs.read(sha256)) {
                StartingWeights.load(
                        SafetensorsReader.read(in, blobs.location(sha256)), system, blobs.location(sha256));
            }
            remarks.accept("starts from the weights " + sha256);
        }
        observers.begin(0);
        return at(false, 0, 0);
    }

    private Trajectory resume(String sha256, long expectedStep) throws IOException {
        Checkpoint checkpoint = read(sha256, expectedStep);
        checkpoint.system().restoreInto(system, blobs.location(sha256));
        checkpoint.restoreRandom(random);
        observers.resume(checkpoint.observers(), blobs.location(sha256));
        remarks.accept("goes on from step " + checkpoint.step() + ", checkpoint " + sha256);
        return at(true, checkpoint.step(), checkpoint.tau());
    }

    private Trajectory branch(BranchPoint point) throws IOException {
        Checkpoint checkpoint = read(point.checkpoint(), point.step());
        String file = blobs.location(point.checkpoint());
        if (checkpoint.system().buffers().keySet().equals(system.buffers().keySet())) {
            checkpoint.system().restoreInto(system, file);
        } else {
            SystemState.fill(system.weights(), checkpoint.system().weights(), file);
            remarks.accept("has another rule for the deltas than its parent, so it begins without the parent's deltas");
        }
        if (spec.seed().isEmpty()) {
            checkpoint.restoreRandom(random);
        }
        observers.begin(checkpoint.step());
        remarks.accept("branches from run " + point.parent() + " at step " + checkpoint.step() + ", checkpoint "
                + point.checkpoint());
        return at(false, checkpoint.step(), checkpoint.tau());
    }

    private Checkpoint read(String sha256, long expectedStep) throws IOException {
        try (InputStream in = blobs.read(sha256)) {
            Checkpoint checkpoint = CheckpointFormat.read(in, blobs.location(sha256));
            if (checkpoint.step() != expectedStep) {
                throw new CheckpointMismatchException(sha256, checkpoint.step(), expectedStep);
            }
            return checkpoint;
        }
    }

    private Trajectory at(boolean resumed, long step, double tau) {
        return new Trajectory(system, random, dynamics, observers, resumed, step, tau);
    }
}
