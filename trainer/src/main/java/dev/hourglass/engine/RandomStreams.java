package dev.hourglass.engine;

import org.apache.commons.rng.RandomProviderState;
import org.apache.commons.rng.RestorableUniformRandomProvider;
import org.apache.commons.rng.core.RandomProviderDefaultState;
import org.apache.commons.rng.simple.RandomSource;

/**
 * All randomness of a run: one Philox stream a purpose, all from the run's one seed. A purpose draws from its own stream alone,
 * so that switching an observer on changes nothing else.
 */
public final class RandomStreams {

    /** What a stream is drawn for. The order is part of the seeding: append, never reorder. */
    public enum Purpose {
        INITIAL_WEIGHTS,
        MINIBATCHES,
        NOISE,
        SAMPLING
    }

    private final RestorableUniformRandomProvider[] streams =
            new RestorableUniformRandomProvider[Purpose.values().length];

    /** @param seed the spec's seed */
    public RandomStreams(long seed) {
        for (Purpose purpose : Purpose.values()) {
            // Philox is a counter under a key: distinct keys give independent streams. Key = seed and purpose, counter
            // = 0.
            long[] keyAndCounter = {seed, purpose.ordinal(), 0, 0, 0, 0};
            streams[purpose.ordinal()] = RandomSource.PHILOX_4X64.create(keyAndCounter);
        }
    }

    public RestorableUniformRandomProvider stream(Purpose purpose) {
        return streams[purpose.ordinal()];
    }

    /** The stream's whole state, for a checkpoint. */
    public byte[] state(Purpose purpose) {
        return ((RandomProviderDefaultState) stream(purpose).saveState()).getState();
    }

    /** @param state what {@link #state} gave */
    public void restore(Purpose purpose, byte[] state) {
        RandomProviderState saved = new RandomProviderDefaultState(state);
        stream(purpose).restoreState(saved);
    }
}
