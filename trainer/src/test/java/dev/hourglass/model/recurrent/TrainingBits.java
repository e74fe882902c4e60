package dev.hourglass.model.recurrent;

import dev.hourglass.dynamics.Sgd;
import dev.hourglass.engine.Kernels;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A short training whose every bit goes into one number. Also a program of its own, to be run in JVMs of all kinds. */
final class TrainingBits {

    private TrainingBits() {}

    /** Of all losses, gradient norms, final weights and buffers. */
    static long of(String kernel, int steps) {
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
        for (int step = 0; step < steps; step++) {
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

    /** A line for each kernel. */
    static String ofAll(int steps) {
        return Kernels.names().stream()
                .map(kernel -> kernel + " " + Long.toHexString(of(kernel, steps)))
                .collect(Collectors.joining("\n"));
    }

    public static void main(String[] steps) {
        System.out.println(ofAll(Integer.parseInt(steps[0])));
    }
}
