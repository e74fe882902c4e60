package dev.hourglass.music;

import org.apache.commons.rng.UniformRandomProvider;

/** From the probability of every key to the keys that sound. */
public sealed interface KeyChoice {

    boolean sounds(double probability);

    /** Each key by its own toss, in the order of the keys. */
    record Sampled(UniformRandomProvider random) implements KeyChoice {
        @Override
        public boolean sounds(double probability) {
            return random.nextDouble() < probability;
        }
    }

    /** The keys that are more likely to sound than not. Draws nothing. */
    record Thresholded() implements KeyChoice {
        @Override
        public boolean sounds(double probability) {
            return probability > 0.5;
        }
    }
}
