package dev.hourglass.cli.chaos;

import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Clock;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.Origin;
import dev.hourglass.events.Provenance;
import dev.hourglass.events.RunKind;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A run that nobody trains: says what a worker could say, and knows by the plainest of rules what a reader must see of it then.
 * Not a second projection: it knows of its own words which of them count, because it chose them.
 */
public final class MadeUpRun {

    static final List<Metric> METRICS = List.of(
            new Metric("nll", false),
            new Metric("accuracy", false),
            new Metric("gradient noise/\u03b7", false),
            new Metric("msd", true));

    private static final Spec SPEC = spec();
    private static final long WALL_0 = 1_767_225_600_000L; // 2026-01-01
    private static final double[] ODD = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, Double.MAX_VALUE
    };

    private final UUID id;
    private final SplittableRandom random;
    private final Optional<Saved> from;
    private final Seen seen;
    private final List<Saved> checkpoints = new ArrayList<>();
    private final SequencedMap<UUID, Seen> attempts = new LinkedHashMap<>();
    private UUID attempt;
    private long sequence;
    private long step;

    /**
     * A checkpoint.
     *
     * @param seen what a branch from here inherits
     */
    record Saved(UUID run, UUID attempt, Clock clock, String sha256, Seen seen) {}

    private MadeUpRun(SplittableRandom random, Optional<Saved> from) {
        this.random = random;
        this.id = uuid();
        this.from = from;
        this.attempt = uuid();
        this.seen = from.map(saved -> saved.seen.copy()).orElseGet(Seen::new);
        METRICS.stream().filter(Metric::fromReference).forEach(metric -> seen.forget(metric.name()));
        step = from.map(saved -> saved.clock.step()).orElse(-1L);
    }

    static MadeUpRun root(SplittableRandom random) {
        return new MadeUpRun(random, Optional.empty());
    }

    /** From any checkpoint that was ever announced, superseded or not. */
    static MadeUpRun branch(SplittableRandom random, Saved from) {
        return new MadeUpRun(random, Optional.of(from));
    }

    public UUID id() {
        return id;
    }

    List<Saved> checkpoints() {
        return checkpoints;
    }

    Event created() {
        return new Event.RunCreated(
                id,
                from.isPresent() ? "branch" : "root",
                "made-up",
                RunKind.PUBLISHED,
                SPEC.canonicalJson(),
                SPEC.sha256(),
                from.map(at -> new BranchPoint(at.run, at.attempt, at.clock.step(), at.clock.tau(), at.sha256)),
                Optional.empty(),
                "chaos",
                Map.of("family", "made up"));
    }

    Event started() {
        return started(Optional.empty(), from);
    }

    /** A new attempt, from one of the run's own checkpoints that count, or from where the run began. */
    Event resumed() {
        List<Saved> own = checkpoints.stream().filter(this::counts).toList();
        UUID before = attempt;
        attempt = uuid();
        sequence = 0;
        int which = random.nextInt(own.size() + 1);
        return started(Optional.of(before), which == own.size() ? from : Optional.of(own.get(which)));
    }

    private Event started(Optional<UUID> follows, Optional<Saved> at) {
        long kept = at.map(saved -> saved.clock.step()).orElse(-1L);
        seen.forgetAfter(kept);
        attempts.put(attempt, new Seen());
        step = kept;
        return new Event.AttemptStarted(
                id,
                next(),
                follows,
                at.map(Saved::clock).orElse(new Clock(0, 0, WALL_0)),
                at.map(Saved::sha256),
                new Provenance("chaos", "", "none", "", "", "", "", "", 1, "chaos"));
    }

    /** Whether the state it holds lies on the way of the current attempt. */
    private boolean counts(Saved saved) {
        return saved.clock.step() <= step && saved.seen.same(seen.until(saved.clock.step()));
    }

    Event measured() {
        int n = 1 + random.nextInt(20);
        List<Metric> metrics = METRICS.subList(random.nextInt(METRICS.size()), METRICS.size());
        Event.MetricsRecorded points = points(next(), metrics, n, step);
        for (int m = 0; m < metrics.size(); m++) {
            for (int i = 0; i < n; i++) {
                for (Seen by : List.of(seen, attempts.lastEntry().getValue())) {
                    by.put(metrics.get(m).name(), points.steps()[i], points.taus()[i], points.values()[m][i]);
                }
            }
        }
        step = points.steps()[n - 1];
        return points;
    }

    /** Of an attempt that is not the current one: nothing of it may be seen. */
    Event stale() {
        return points(new Origin(uuid(), 1 + random.nextInt(1000)), METRICS, 5, step);
    }

    /** Of the state it is in; as long as nothing was measured there is none, and it measures. */
    Event saved() {
        if (step < 0) {
            return measured();
        }
        MadeUpCheckpoint blob = MadeUpCheckpoint.any(random);
        var saved = new Saved(id, attempt, clock(), blob.sha256(), seen.copy());
        checkpoints.add(saved);
        return new Event.CheckpointSaved(
                id, next(), saved.clock, blob.sha256(), blob.bytes(), "chaos", CheckpointReason.PERIODIC);
    }

    Event completed() {
        return new Event.RunCompleted(id, next(), clock(), "said all");
    }

    /** As {@link Points} gives them. */
    SequencedMap<Points.At, Points.Is> expected() {
        return seen.points();
    }

    /** The same of each attempt, in their order, superseded or not. */
    SequencedMap<UUID, SequencedMap<Points.At, Points.Is>> expectedOfAttempts() {
        SequencedMap<UUID, SequencedMap<Points.At, Points.Is>> all = new LinkedHashMap<>();
        attempts.forEach((id, recorded) -> all.put(id, recorded.points()));
        return all;
    }

    /** As {@link Glance} gives it. */
    SequencedMap<String, String> expectedGlance() {
        long inherited = from.map(saved -> saved.clock.step()).orElse(-1L);
        SequencedMap<String, String> all = new TreeMap<>();
        METRICS.forEach(metric -> all.put(metric.name(), seen.glance(metric.name(), inherited)));
        return all;
    }

    private Event.MetricsRecorded points(Origin origin, List<Metric> metrics, int n, long after) {
        long[] steps = new long[n];
        double[] taus = new double[n];
        long[] wallMs = new long[n];
        double[][] values = new double[metrics.size()][n];
        long at = after;
        for (int i = 0; i < n; i++) {
            at += 1 + random.nextInt(3);
            steps[i] = at;
            taus[i] = at * 1e-3 + random.nextDouble() * 1e-6;
            wallMs[i] = WALL_0 + at * 40;
            for (double[] column : values) {
                column[i] = random.nextInt(50) == 0 ? ODD[random.nextInt(ODD.length)] : random.nextGaussian();
            }
        }
        return new Event.MetricsRecorded(id, origin, metrics, steps, taus, wallMs, values);
    }

    private Clock clock() {
        long at = Math.max(0, step); // a run may end before it has measured anything
        return new Clock(at, at * 1e-3, WALL_0 + at * 40);
    }

    private Origin next() {
        return new Origin(attempt, sequence++);
    }

    private UUID uuid() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
    }

    private static Spec spec() {
        try {
            return SpecParser.parseOne("""
                    experiment: made-up
                    system: {kind: deep-recurrent, depth: 2, width: 90}
                    data: {kind: synthetic-chorales, chorales: 4, seed: 1}
                    dynamics: {kind: sgd, eta: 0.001, minibatch: 10, deltas: stale}
                    seed: 7
                    stop: {steps: 1000000}
                    record: {every: {perDecade: 10}, metrics: [nll]}
                    """, "chaos");
        } catch (InvalidSpecException e) {
            throw new IllegalStateException(e);
        }
    }
}
