package dev.hourglass.music;

import dev.hourglass.checkpoint.Checkpoint;
import dev.hourglass.data.Dataset;
import dev.hourglass.engine.Kernels;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import dev.hourglass.model.recurrent.ChordSequences;
import dev.hourglass.model.recurrent.ClosedLoop;
import dev.hourglass.model.recurrent.DeepRecurrent;
import dev.hourglass.model.recurrent.DeltaRule;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.Spec.SystemSpec;
import java.util.OptionalLong;
import org.apache.commons.rng.UniformRandomProvider;

/** A network in closed loop, out of a run's checkpoint. */
public final class Composer {

    private final DeepRecurrent network;
    private final ChordSequences learned;

    /** @param learned what the network was trained on: its inputs are standardised by it */
    Composer(DeepRecurrent network, ChordSequences learned) {
        this.network = network;
        this.learned = learned;
    }

    /**
     * @param data the spec's data, whole
     * @param file what errors call the checkpoint
     * @throws dev.hourglass.checkpoint.UnfitStateException if the checkpoint is of another system
     */
    public static Composer of(Spec spec, Dataset data, Checkpoint checkpoint, String file) {
        return switch (spec.system()) {
            case SystemSpec.DeepRecurrent(int depth, int width) -> {
                var network = new DeepRecurrent(
                        data.sequences(),
                        depth,
                        width,
                        DeltaRule.named(spec.dynamics().deltas().word()),
                        Kernels.best().kernel(),
                        new RandomStreams(0).stream(Purpose.INITIAL_WEIGHTS)); // overwritten at once
                checkpoint.system().restoreInto(network, file);
                yield new Composer(network, data.sequences());
            }
        };
    }

    /** The sampling of a checkpoint: goes on where the run's stream is, so that the same checkpoint gives the same piece. */
    public static KeyChoice sampledBy(Checkpoint checkpoint) {
        return new KeyChoice.Sampled(stream(checkpoint));
    }

    /** The sampling of a seed of the listener's own: other seeds, other pieces. */
    public static KeyChoice sampledBy(long seed) {
        return new KeyChoice.Sampled(stream(seed));
    }

    /**
     * What a listener asks for.
     *
     * @param seed of the listener's own; empty: where the run's own stream is in the checkpoint
     * @param temperature 1 tosses by the network's probabilities; 0 sounds what is more likely than not
     */
    public static KeyChoice chosenBy(Checkpoint checkpoint, OptionalLong seed, double temperature) {
        if (temperature == 0) {
            return new KeyChoice.Thresholded();
        }
        UniformRandomProvider random = seed.isPresent() ? stream(seed.getAsLong()) : stream(checkpoint);
        return temperature == 1 ? new KeyChoice.Sampled(random) : new KeyChoice.Tempered(random, temperature);
    }

    private static UniformRandomProvider stream(Checkpoint checkpoint) {
        RandomStreams streams = new RandomStreams(0);
        checkpoint.restoreRandom(streams);
        return streams.stream(Purpose.SAMPLING);
    }

    private static UniformRandomProvider stream(long seed) {
        return new RandomStreams(seed).stream(Purpose.SAMPLING);
    }

    /**
     * Begins with the first chord of a training piece; from then on the network hears itself alone.
     *
     * @param piece number of the training piece, from 0
     * @param chords length of the result, the first chord included; at least 1
     * @return {@code [time][key]}, true where the key sounds
     */
    public boolean[][] compose(int piece, int chords, KeyChoice choice) {
        int pieces = learned.pieces().size();
        if (piece < 0 || piece >= pieces) {
            throw new IllegalArgumentException("there is no piece " + piece + ": choose 0 to " + (pieces - 1));
        }
        if (chords < 1) {
            throw new IllegalArgumentException("a piece of " + chords + " chords; it must have at least 1");
        }
        ClosedLoop loop = network.closedLoop();
        var music = new boolean[chords][];
        music[0] = learned.pieces().get(piece)[0].clone();
        for (int t = 1; t < chords; t++) {
            double[] probabilities = loop.probabilities(music[t - 1]);
            music[t] = new boolean[probabilities.length];
            for (int key = 0; key < probabilities.length; key++) {
                music[t][key] = choice.sounds(probabilities[key]);
            }
        }
        return music;
    }
}
