package dev.hourglass.run;

import dev.hourglass.blob.BlobStore;
import dev.hourglass.data.DataSource;
import dev.hourglass.data.Dataset;
import dev.hourglass.engine.KernelChoice;
import dev.hourglass.events.WorkOffered;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecParser;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes attempts at runs on this machine. An attempt whose start the log has taken ends in the log too, whatever happens. */
public final class RunExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);

    private final DataSource data;
    private final BlobStore blobs;
    private final KernelChoice kernel;
    private final Machine machine;
    private final String source;
    private final InstantSource time;

    /**
     * @param kernel used by one attempt at a time
     * @param source who publishes: {@code worker/NAME}
     * @param time tells wall time; no result depends on it
     */
    public RunExecutor(
            DataSource data, BlobStore blobs, KernelChoice kernel, Machine machine, String source, InstantSource time) {
        this.data = data;
        this.blobs = blobs;
        this.kernel = kernel;
        this.machine = machine;
        this.source = source;
        this.time = time;
    }

    /**
     * Executes the run on the calling thread until it ends.
     *
     * @param attempt minted for this call
     * @throws RuntimeException what {@code log} throws; all other errors end the run, and the log says so
     */
    public Outcome execute(WorkOffered work, UUID attempt, RunLog log, RunControl control, RunProgress progress) {
        var recorder = new AttemptRecorder(new AttemptJournal(work.run(), attempt, source, time, log));
        progress.begin(work.from().step(), work.from().tau(), OptionalLong.empty());
        var inputs = Inputs.read(work, data);
        try {
            recorder.started(
                    work.follows(),
                    work.from().step(),
                    work.from().tau(),
                    work.checkpoint(),
                    machine.provenance(
                            inputs.dataName(),
                            inputs.dataSha256(),
                            kernel.kernel().description(),
                            source.substring(source.indexOf('/') + 1)));
            return train(inputs, work, recorder, control, progress);
        } catch (AttemptDroppedException e) {
            LOG.info("run {}, attempt {} is dropped: {}", work.run(), attempt, e.getMessage());
            return new Outcome.Dropped(String.valueOf(e.getMessage()));
        }
    }

    private Outcome train(
            Inputs inputs, WorkOffered work, AttemptRecorder recorder, RunControl control, RunProgress progress) {
        try {
            recorder.line("kernel " + kernel.kernel().description() + ": " + kernel.reason());
            if (inputs.error().isPresent()) {
                throw inputs.error().get();
            }
            Spec spec = inputs.spec().orElseThrow();
            progress.begin(work.from().step(), work.from().tau(), spec.stop().steps());
            var assembly =
                    new RunAssembly(spec, inputs.dataset().orElseThrow(), kernel.kernel(), blobs, recorder::line);
            Trajectory run = assembly.start(work);
            progress.begin(run.step(), run.tau(), spec.stop().steps());
            return new RunLoop(spec, run, blobs, recorder, control, progress).execute();
        } catch (AttemptDroppedException e) {
            throw e;
        } catch (Throwable e) { // an error of whatever kind is the run's end, and people must learn of it
            LOG.warn("run {} failed at step {}", work.run(), progress.step(), e);
            recorder.failed(progress.step(), progress.tau(), e);
            return new Outcome.Failed(recorder.clock(progress.step(), progress.tau()), String.valueOf(e.getMessage()));
        }
    }

    /** Spec and data, or why they cannot be had: an attempt that fails on them says all the same what it was given. */
    private record Inputs(Optional<Spec> spec, Optional<Dataset> dataset, Optional<Exception> error) {

        static Inputs read(WorkOffered work, DataSource data) {
            Optional<Spec> spec = Optional.empty();
            try {
                spec = Optional.of(SpecParser.parseOne(work.spec(), "the spec of run " + work.run()));
                return new Inputs(spec, Optional.of(data.load(spec.get().data())), Optional.empty());
            } catch (InvalidSpecException | RuntimeException e) {
                return new Inputs(spec, Optional.empty(), Optional.of(e));
            }
        }

        String dataName() {
            return spec.map(s -> s.data().kind()).orElse("");
        }

        String dataSha256() {
            return dataset.map(Dataset::sha256).orElse("");
        }
    }
}
