package dev.hourglass.spec;

import dev.hourglass.blob.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One run, whole, with all defaults filled in. Two specs are the same run exactly if their {@link #canonicalJson} is equal.
 *
 * @param experiment the group of runs it belongs to
 * @param name of the run; empty: named after its experiment
 * @param seed the only source of the run's randomness; of a branch: empty if it goes on with its parent's streams
 * @param weights SHA-256 of a safetensors file to start from, in place of random initial weights
 * @param waitingTimes ages at which branches leave
 * @param restarts how often the run is tried again after it was lost
 */
public record Spec(
        String experiment,
        Optional<String> name,
        SystemSpec system,
        DataSpec data,
        DynamicsSpec dynamics,
        OptionalLong seed,
        Optional<String> weights,
        Stop stop,
        Recording record,
        Checkpoints checkpoints,
        Optional<WaitingTimes> waitingTimes,
        int restarts) {

    /** What learns. */
    public sealed interface SystemSpec {
        /**
         * Deep recurrent network on chords (Hertz and Tyrcha 2024).
         *
         * @param depth hidden layers
         * @param width units in each of them
         */
        record DeepRecurrent(int depth, int width) implements SystemSpec {
            public static final String KIND = "deep-recurrent";
        }
    }

    /** What it learns from. */
    public sealed interface DataSpec {

        /** As the registry of datasets knows it. */
        String kind();

        /** @param chorales how many of the training set, from its first */
        record JsbChorales(int chorales) implements DataSpec {
            public static final String KIND = "jsb-chorales";

            @Override
            public String kind() {
                return KIND;
            }
        }

        /**
         * Made up by a generator, for when the real ones cannot be had.
         *
         * @param seed of the generator
         */
        record SyntheticChorales(int chorales, long seed) implements DataSpec {
            public static final String KIND = "synthetic-chorales";

            @Override
            public String kind() {
                return KIND;
            }
        }
    }

    /** What moves it. */
    public sealed interface DynamicsSpec {

        /** Learning rate: what one step adds to tau. */
        double eta();

        Deltas deltas();

        /** @param minibatch distinct examples drawn anew at each step */
        record Sgd(double eta, int minibatch, Deltas deltas) implements DynamicsSpec {
            public static final String KIND = "sgd";
        }

        /** The gradient over all examples at each step. */
        record GradientDescent(double eta, Deltas deltas) implements DynamicsSpec {
            public static final String KIND = "gradient-descent";
        }
    }

    /** Whichever comes first; at least one is there. */
    public record Stop(OptionalLong steps, OptionalDouble nll) {}

    /**
     * What is recorded and when: at the start or branch point, on the schedule counted from there, and at the end.
     *
     * @param perDecade points a decade of steps since the start or branch point; empty where {@code everySteps} is given
     * @param everySteps distance of two points in steps
     * @param spectra names of weight matrices whose singular values are recorded
     * @param distributions names of weight matrices of whose entries histograms are recorded
     * @param gammaEvery steps between two renewals of Gamma in Delta
     */
    public record Recording(
            OptionalLong perDecade,
            OptionalLong everySteps,
            List<String> metrics,
            List<String> spectra,
            List<String> distributions,
            long gammaEvery) {
        public Recording {
            metrics = List.copyOf(metrics);
            spectra = List.copyOf(spectra);
            distributions = List.copyOf(distributions);
        }
    }

    /**
     * @param every steps between two periodic checkpoints; 0: none, only at waiting times and at the end
     * @param keep how many of the periodic ones stay; the tracker lets go of older ones from which nothing branched
     */
    public record Checkpoints(long every, int keep) {
        public static final int KEEP = 3;
    }

    /**
     * @param at steps, counted as the run's own steps are, at which a branch leaves
     * @param follow how long each branch runs, in multiples of its waiting time
     */
    public record WaitingTimes(List<Long> at, double follow) {
        public WaitingTimes {
            at = List.copyOf(at);
        }
    }

    /** RFC 8785: keys sorted, numbers in their shortest form; equal specs give equal texts. */
    public String canonicalJson() {
        return SpecJson.canonical(this);
    }

    /** SHA-256 of the canonical JSON. */
    public String sha256() {
        return Sha256.hex(canonicalJson().getBytes(StandardCharsets.UTF_8));
    }
}
