package dev.hourglass.run;

import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecParser;
import java.util.Map;

/** Specs of networks so small that a hundred steps take no time. */
public final class SmallSpecs {

    private SmallSpecs() {}

    /** Stale deltas, minibatches, every metric, spectra, waiting times at 40 and 80 of 120 steps, a checkpoint each 25. */
    public static String text(long seed) {
        return """
                experiment: small
                name: small-%d
                system: {kind: deep-recurrent, depth: 2, width: 5}
                data: {kind: synthetic-chorales, chorales: 2}
                dynamics: {kind: sgd, eta: 0.01, minibatch: 20, deltas: stale}
                seed: %d
                stop: {steps: 120}
                record:
                  every: {perDecade: 20}
                  metrics: [nll, accuracy, gradientNorm, gradientNoise, msd, aging, overlap]
                  spectra: [J0, K]
                  distributions: [W]
                  gammaEvery: 30
                checkpoints: {every: 25}
                waitingTimes: {at: [40, 80], follow: 0.5}
                """.formatted(seed, seed);
    }

    public static Spec spec(long seed) {
        return parse(text(seed));
    }

    /** Until it is told to end, a point each 50 steps; few checkpoints, for each of them waits for the disk. */
    public static Spec endless(long seed) {
        return parse(text(seed)
                .replace("width: 5", "width: 16")
                .replace("steps: 120", "steps: 1000000000")
                .replace("perDecade: 20", "steps: 50")
                .replace("every: 25", "every: 2000")
                .replace("waitingTimes: {at: [40, 80], follow: 0.5}", ""));
    }

    /** The same with values set by their paths. */
    public static Spec with(Spec spec, Map<String, String> values) {
        try {
            return dev.hourglass.spec.SpecEdit.set(spec, values, "test");
        } catch (InvalidSpecException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    public static Spec parse(String text) {
        try {
            return SpecParser.parseOne(text, "test");
        } catch (InvalidSpecException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
