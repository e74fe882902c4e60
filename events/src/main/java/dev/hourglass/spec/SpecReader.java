package dev.hourglass.spec;

import dev.hourglass.spec.Spec.Checkpoints;
import dev.hourglass.spec.Spec.DataSpec;
import dev.hourglass.spec.Spec.DynamicsSpec;
import dev.hourglass.spec.Spec.Recording;
import dev.hourglass.spec.Spec.Stop;
import dev.hourglass.spec.Spec.SystemSpec;
import dev.hourglass.spec.Spec.WaitingTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The spec's grammar: every key with its limits and its default. */
final class SpecReader {

    private static final List<String> METRICS =
            List.of("nll", "accuracy", "gradientNorm", "gradientNoise", "msd", "aging", "overlap");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final long MOST_STEPS = 1_000_000_000_000L;

    /** Canonical JSON knows numbers as doubles, and these are exact up to here. */
    private static final long MOST_SEED = (1L << 53) - 1;

    private SpecReader() {}

    static Spec read(Section root) {
        String experiment = root.requiredText("experiment");
        Optional<String> name = root.text("name");
        SystemSpec system = system(root.section("system"));
        DataSpec data = data(root.section("data"));
        DynamicsSpec dynamics = dynamics(root.section("dynamics"));
        OptionalLong seed = seed(root);
        Optional<String> weights = start(root);
        Stop stop = stop(root.section("stop"));
        Recording record = recording(root.section("record"), system);
        Checkpoints checkpoints = checkpoints(root.section("checkpoints"));
        Optional<WaitingTimes> waitingTimes =
                root.optionalSection("waitingTimes").map(section -> waitingTimes(section, stop));
        int restarts = (int) root.integer("restarts", 0, 1000, 5);
        root.end();
        return new Spec(
                experiment,
                name,
                system,
                data,
                dynamics,
                seed,
                weights,
                stop,
                record,
                checkpoints,
                waitingTimes,
                restarts);
    }

    private static SystemSpec system(Section section) {
        section.kind(List.of(SystemSpec.DeepRecurrent.KIND));
        int depth = (int) section.requiredInteger("depth", 1, 100);
        int width = (int) section.requiredInteger("width", 1, 4096);
        section.end();
        return new SystemSpec.DeepRecurrent(depth, width);
    }

    private static DataSpec data(Section section) {
        String kind = section.kind(List.of(DataSpec.JsbChorales.KIND, DataSpec.SyntheticChorales.KIND));
        int chorales = (int) section.integer("chorales", 1, 229, 80);
        DataSpec data = kind.equals(DataSpec.SyntheticChorales.KIND)
                ? new DataSpec.SyntheticChorales(chorales, section.integer("seed", 0, MOST_SEED, 1))
                : new DataSpec.JsbChorales(chorales);
        section.end();
        return data;
    }

    private static DynamicsSpec dynamics(Section section) {
        String kind = section.kind(List.of(DynamicsSpec.Sgd.KIND, DynamicsSpec.GradientDescent.KIND));
        double eta = section.requiredPositive("eta");
        Deltas deltas = section.word("deltas", Deltas.class, Deltas.STALE);
        DynamicsSpec dynamics = kind.equals(DynamicsSpec.GradientDescent.KIND)
                ? new DynamicsSpec.GradientDescent(eta, deltas)
                : new DynamicsSpec.Sgd(eta, (int) section.integer("minibatch", 1, 1_000_000, 300), deltas);
        section.end();
        return dynamics;
    }

    /** The word {@code parent} keeps the parent's random streams; it is what a branch has unless it is given a seed. */
    private static OptionalLong seed(Section root) {
        if (root.has("seed") && root.text("seed").filter("parent"::equals).isPresent()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(root.integer("seed", 0, MOST_SEED, 1));
    }

    private static Optional<String> start(Section root) {
        return root.optionalSection("start").flatMap(section -> {
            Optional<String> weights = section.text("weights");
            weights.filter(sha -> !SHA_256.matcher(sha).matches())
                    .ifPresent(sha -> section.problem(
                            "weights",
                            "is '" + sha + "', must be the SHA-256 of an uploaded safetensors file, in 64 hex digits"));
            section.end();
            return weights;
        });
    }

    private static Stop stop(Section section) {
        Optional<Long> steps = section.integer("steps", 0, MOST_STEPS);
        Optional<Double> nll = section.positive("nll");
        if (!section.has("steps") && !section.has("nll")) {
            section.problem("", "is missing: give 'steps: N', 'nll: BITS', or both");
        }
        section.end();
        return new Stop(
                steps.map(OptionalLong::of).orElse(OptionalLong.empty()),
                nll.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    private static Recording recording(Section section, SystemSpec system) {
        Section every = section.section("every");
        Optional<Long> perDecade = every.integer("perDecade", 1, 10_000);
        Optional<Long> everySteps = every.integer("steps", 1, MOST_STEPS);
        if (perDecade.isPresent() && everySteps.isPresent()) {
            every.problem("", "has both 'perDecade' and 'steps': choose one");
        }
        every.end();
        List<String> metrics = section.texts("metrics").orElse(List.of("nll", "accuracy"));
        metrics.stream()
                .filter(metric -> !METRICS.contains(metric))
                .forEach(metric ->
                        section.problem("metrics", "there is no '" + metric + "', only " + String.join(", ", METRICS)));
        List<String> matrices = matrices(system);
        List<String> spectra = ofMatrices(section, "spectra", matrices);
        List<String> distributions = ofMatrices(section, "distributions", matrices);
        long gammaEvery = section.integer("gammaEvery", 1, MOST_STEPS, 10_000);
        section.end();
        return new Recording(
                everySteps.isPresent() ? OptionalLong.empty() : OptionalLong.of(perDecade.orElse(50L)),
                everySteps.map(OptionalLong::of).orElse(OptionalLong.empty()),
                metrics,
                spectra,
                distributions,
                gammaEvery);
    }

    private static List<String> ofMatrices(Section section, String key, List<String> matrices) {
        List<String> names = section.texts(key).orElse(List.of());
        names.stream()
                .filter(matrix -> !matrices.contains(matrix))
                .forEach(matrix -> section.problem(
                        key, "there is no matrix '" + matrix + "', only " + String.join(", ", matrices)));
        return names;
    }

    /** Every weight matrix of the system by the paper's name. */
    private static List<String> matrices(SystemSpec system) {
        return switch (system) {
            case SystemSpec.DeepRecurrent(int depth, int width) -> {
                List<String> names = new ArrayList<>();
                for (int layer = 0; layer < Math.max(1, depth); layer++) {
                    names.add("J" + layer);
                    names.add("M" + layer);
                }
                names.add("K");
                names.add("W");
                yield names;
            }
        };
    }

    private static Checkpoints checkpoints(Section section) {
        long every = section.integer("every", 0, MOST_STEPS, 10_000);
        int keep = (int) section.integer("keep", 1, 1_000_000, Checkpoints.KEEP);
        section.end();
        return new Checkpoints(every, keep);
    }

    private static WaitingTimes waitingTimes(Section section, Stop stop) {
        List<Long> at = section.integers("at", 1, MOST_STEPS);
        if (at.isEmpty()) {
            section.problem("at", "must name at least one step");
        }
        if (!at.isEmpty()
                && stop.steps().isPresent()
                && at.getLast() > stop.steps().getAsLong()) {
            section.problem(
                    "at",
                    "names step " + at.getLast() + ", but the run stops at "
                            + stop.steps().getAsLong());
        }
        double follow = section.positive("follow").orElse(3.0);
        section.end();
        return new WaitingTimes(at, follow);
    }
}
