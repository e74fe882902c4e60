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

    /**
     * Each key by its own toss with its odds to the power 1/temperature: below 1 what is likely becomes likelier, above 1 all
     * comes nearer to a fair toss.
     *
     * <pre>
     *   q = p^(1/T) / (p^(1/T) + (1 - p)^(1/T))
     * </pre>
     */
    record Tempered(UniformRandomProvider random, double temperature) implements KeyChoice {
        public Tempered {
            if (!(temperature > 0)) {
                throw new IllegalArgumentException("the temperature is " + temperature + "; it must be above 0");
            }
        }

        @Override
        public boolean sounds(double probability) {
            double odds = Math.pow(probability / (1 - probability), 1 / temperature);
            // Infinite odds are certainty, which odds / (1 + odds) would make NaN.
            return random.nextDouble() < 1 / (1 + 1 / odds);
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
