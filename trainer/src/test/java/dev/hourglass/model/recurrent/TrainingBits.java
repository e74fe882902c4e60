package dev.hourglass.model.recurrent;

import dev.hourglass.dynamics.Sgd;
import dev.hourglass.engine.Kernels;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import java.util.Arrays;

/** A short training whose every bit goes into one number. Also a program of its own, to be run in JVMs of all kinds. */
final class TrainingBits {

    private static final int STEPS = 25;

    private TrainingBits() {}

    /** Of all losses, gradient norms, final weights and buffers. */
    static long of(String kernel) {
        var streams = new RandomStreams(11);
        ChordSequences chords = RandomChords.of(streams.stream(Purpose.SAMPLING), 9, 20, 5, 20);
        var network = new DeepRecurrent(
                chords,
                2,
                13,
                DeltaRule.STALE,
                Kernels.named(kernel).kernel(),
                streams.stream(Purpose.INITIAL_WEIGHTS));
        var sgd = new Sgd(network, 0.05, 21, streams.stream(Purpose.MINIBATCHES));
        long bits = 1;
        for (int step = 0; step < STEPS; step++) {
            bits = 31 * bits + Double.hashCode(network.evaluate().nll());
            int[] batch = sgd.nextBatch();
            bits = 31 * bits + network.gradientStatistics(batch, batch.length).hashCode();
            sgd.step();
        }
        bits = 31 * bits + Arrays.hashCode(network.weights().values());
        for (var buffer : network.buffers().values()) {
            bits = 31 * bits + Arrays.hashCode(buffer.data);
        }
        return bits;
    }

    public static void main(String[] kernels) {
        for (String kernel : kernels) {
            System.out.println(kernel + " " + Long.toHexString(of(kernel)));
        }
    }
}
