package dev.hourglass.bench;

import com.sun.management.ThreadMXBean;
import dev.hourglass.dynamics.Sgd;
import dev.hourglass.engine.DenseKernel;
import dev.hourglass.engine.KernelUnavailableException;
import dev.hourglass.engine.Kernels;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import dev.hourglass.model.recurrent.ChordSequences;
import dev.hourglass.model.recurrent.DeepRecurrent;
import dev.hourglass.model.recurrent.DeltaRule;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The paper's step: depth 2, width 90, stale deltas, minibatch 300, projection included; and the product 90 x 90 x 80 of the same kernel.
 *
 * <p>Both take turns in short rounds, are timed by the CPU time of this thread, and the fastest round of each counts: what else the
 * machine does can only slow a round down.
 */
public final class EngineBench {

    private static final Logger LOG = LoggerFactory.getLogger(EngineBench.class);
    private static final int DEPTH = 2;
    private static final int WIDTH = 90;
    private static final int BATCH = 300;
    private static final double ETA = 4e-4;
    private static final int ROUNDS = 10;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ChordSequences chords;
    private final Duration warmUp;
    private final Duration round;

    /** @param chords to learn from, with at least 300 transitions; the paper's are the first 80 chorales */
    public EngineBench(ChordSequences chords) {
        this(chords, Duration.ofSeconds(3), Duration.ofMillis(500));
    }

    EngineBench(ChordSequences chords, Duration warmUp, Duration round) {
        this.chords = chords;
        this.warmUp = warmUp;
        this.round = round;
    }

    /** Every kernel that loads here, fastest first; one that does not is logged with the reason. */
    public List<EngineMeasurement> measureAll() {
        List<EngineMeasurement> measurements = new ArrayList<>();
        for (String name : Kernels.names()) {
            try {
                measurements.add(measure(Kernels.named(name).kernel()));
            } catch (KernelUnavailableException e) {
                LOG.warn("kernel {} is not measured: {}", name, e.getMessage());
            }
        }
        return measurements;
    }

    public EngineMeasurement measure(DenseKernel kernel) {
        var streams = new RandomStreams(1);
        var network = new DeepRecurrent(
                chords, DEPTH, WIDTH, DeltaRule.STALE, kernel, streams.stream(Purpose.INITIAL_WEIGHTS));
        var sgd = new Sgd(network, ETA, BATCH, streams.stream(Purpose.MINIBATCHES));
        var product = new ProductBench(kernel);
        Round best = run(sgd, warmUp);
        double gemm = product.gflops();
        for (int i = 0; i < ROUNDS; i++) {
            gemm = Math.max(gemm, product.gflops());
            best = best.orBetter(run(sgd, round));
        }
        String system = "deep-recurrent, depth %d, width %d, %d transitions, stale deltas, minibatch %d, float64"
                .formatted(DEPTH, WIDTH, chords.transitions(), BATCH);
        double gflops = best.stepsPerSecond * StepWork.operations(chords, DEPTH, WIDTH, BATCH) / 1e9;
        return new EngineMeasurement(kernel.name(), system, best.stepsPerSecond, gflops, gemm, best.bytesPerStep);
    }

    private static Round run(Sgd sgd, Duration length) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        long nanoseconds;
        long steps = 0;
        do {
            sgd.step();
            steps++;
            nanoseconds = THREADS.getCurrentThreadCpuTime() - start;
        } while (nanoseconds < length.toNanos());
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        return new Round(steps * 1e9 / nanoseconds, Math.ceilDiv(allocated, steps));
    }

    private record Round(double stepsPerSecond, long bytesPerStep) {

        Round orBetter(Round other) {
            return new Round(
                    Math.max(stepsPerSecond, other.stepsPerSecond), Math.min(bytesPerStep, other.bytesPerStep));
        }
    }
}
