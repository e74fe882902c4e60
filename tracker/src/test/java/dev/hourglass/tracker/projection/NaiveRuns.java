package dev.hourglass.tracker.projection;

import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.series.Axis;
import dev.hourglass.tracker.series.NaiveBuckets.Point;
import dev.hourglass.tracker.series.SeriesQuery;
import dev.hourglass.tracker.testing.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Runs that are resumed and branched at random, what they say as events, and the slow twin of stitching: every point of every
 * attempt in a list, and the rules applied to them one by one.
 */
final class NaiveRuns {

    static final List<String> METRICS = List.of("nll", "loss", "aging");

    private static final List<List<Metric>> TOGETHER = List.of(
            List.of(new Metric("nll", false), new Metric("loss", false)),
            List.of(new Metric("nll", false), new Metric("loss", false)),
            List.of(new Metric("nll", false), new Metric("loss", false)),
            List.of(new Metric("nll", false)),
            List.of(new Metric("aging", true)));

    final List<Run> runs = new ArrayList<>();
    private final Random random;

    NaiveRuns(Random random) {
        this.random = random;
    }

    record Stored(String metric, boolean fromReference, long step, double tau, long wallMs, double value) {}

    static final class Attempt {
        final long resumeStep;
        final long startedMs;
        final List<Stored> points = new ArrayList<>();
        long sequence;

        Attempt(long resumeStep, long startedMs) {
            this.resumeStep = resumeStep;
            this.startedMs = startedMs;
        }
    }

    static final class Run {
        final Facts facts;
        final Optional<Run> parent;
        final int parentAttempt;
        final long parentStep;
        final double tw;
        final List<Attempt> attempts = new ArrayList<>();
        long step;

        Run(Facts facts, Optional<Run> parent, int parentAttempt, long parentStep, double tw) {
            this.facts = facts;
            this.parent = parent;
            this.parentAttempt = parentAttempt;
            this.parentStep = parentStep;
            this.tw = tw;
            this.step = parentStep;
        }
    }

    /** What happens next: a new root, a branch, a resume, or mostly points. */
    List<Event> next() {
        int what = random.nextInt(30);
        if (runs.isEmpty()) {
            return root();
        }
        Run run = runs.get(random.nextInt(runs.size()));
        return what == 0 && runs.size() < 5 ? branch(run) : what == 1 ? List.of(resume(run)) : List.of(points(run));
    }

    private List<Event> root() {
        var run = new Run(new Facts(uuid()), Optional.empty(), 0, 0, Double.NaN);
        runs.add(run);
        return List.of(run.facts.created(RunKind.EXTERNAL, Facts.spec(""), Optional.empty()), start(run, -1));
    }

    private List<Event> branch(Run parent) {
        long step = between(parent.parentStep, parent.step);
        double tw = step * Facts.ETA;
        int attempt = parent.attempts.size();
        var run = new Run(new Facts(uuid()), Optional.of(parent), attempt, step, tw);
        runs.add(run);
        var point = new BranchPoint(parent.facts.run, parent.facts.attempt(attempt), step, tw, Facts.sha(step));
        return List.of(run.facts.created(RunKind.EXTERNAL, Facts.spec(""), Optional.of(point)), start(run, step));
    }

    private Event resume(Run run) {
        return start(run, random.nextInt(8) == 0 ? -1 : between(run.parentStep, run.step));
    }

    /** @param step of the checkpoint; -1 for none */
    private Event start(Run run, long step) {
        int number = run.attempts.size() + 1;
        run.step = Math.max(step, run.parentStep);
        Event.AttemptStarted started = run.facts.started(
                number, number == 1 ? Optional.empty() : Optional.of(number - 1), Math.max(step, 0), step >= 0);
        run.attempts.add(new Attempt(step, started.clock().wallMs()));
        return started;
    }

    private Event points(Run run) {
        Attempt attempt = run.attempts.getLast();
        List<Metric> metrics = TOGETHER.get(random.nextInt(TOGETHER.size()));
        int n = random.nextInt(12) == 0 ? 3000 + random.nextInt(3000) : 1 + random.nextInt(200);
        long[] steps = new long[n];
        double[] taus = new double[n];
        long[] wallMs = new long[n];
        double[][] values = new double[metrics.size()][n];
        boolean odd = random.nextInt(6) == 0;
        long stride = 1 + random.nextInt(3);
        for (int i = 0; i < n; i++) {
            run.step = odd && random.nextInt(10) == 0 ? between(run.parentStep, run.step) : run.step + stride;
            steps[i] = run.step;
            taus[i] = odd && random.nextInt(50) == 0
                    ? random.nextInt(5) == 0 ? Double.NaN : random.nextDouble()
                    : run.step * Facts.ETA;
            wallMs[i] = Facts.clock(0).wallMs() + 50 * run.step + random.nextInt(200) - 100;
            for (int m = 0; m < metrics.size(); m++) {
                values[m][i] = value();
                attempt.points.add(new Stored(
                        metrics.get(m).name(),
                        metrics.get(m).fromReference(),
                        steps[i],
                        taus[i],
                        wallMs[i],
                        values[m][i]));
            }
        }
        var origin = run.facts.origin(run.attempts.size(), ++attempt.sequence);
        return new Event.MetricsRecorded(run.facts.run, origin, metrics, steps, taus, wallMs, values);
    }

    private double value() {
        return switch (random.nextInt(40)) {
            case 0 -> Double.NaN;
            case 1 -> Double.longBitsToDouble(0x7ff8dead_beef0001L);
            case 2 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case 3 -> -0.0;
            case 4 -> random.nextInt(10);
            default -> random.nextGaussian();
        };
    }

    /** A window that may be open, lie between points, or beside them. */
    SeriesQuery query(Run run, String metric) {
        Axis axis = Axis.values()[random.nextInt(Axis.values().length)];
        double unit =
                switch (axis) {
                    case STEP -> 1;
                    case TAU -> Facts.ETA;
                    case WALL -> 50;
                    case TAU_OVER_TW -> 1.0 / Math.max(1, run.parentStep);
                };
        OptionalDouble from = random.nextBoolean()
                ? OptionalDouble.empty()
                : OptionalDouble.of(random.nextDouble(-1, 0.7) * run.step * unit);
        OptionalDouble to = random.nextBoolean()
                ? OptionalDouble.empty()
                : OptionalDouble.of(from.orElse(0) + random.nextDouble(1.2) * run.step * unit);
        Optional<UUID> attempt = random.nextInt(6) == 0
                ? Optional.of(run.facts.attempt(1 + random.nextInt(run.attempts.size())))
                : Optional.empty();
        return new SeriesQuery(
                run.facts.run,
                List.of(metric),
                axis,
                from,
                to,
                java.util.OptionalLong.empty(),
                random.nextInt(5) != 0,
                attempt);
    }

    /** The points that a query is to give, in ascending steps. */
    List<Point> stitched(Run run, SeriesQuery query) {
        return stitched(run, query, query.metrics().getFirst());
    }

    List<Point> stitched(Run run, SeriesQuery query, String metric) {
        if (query.axis() == Axis.TAU_OVER_TW && run.parent.isEmpty()) {
            return List.of();
        }
        TreeMap<Long, Point> at = new TreeMap<>();
        if (query.attempt().isPresent()) {
            for (int a = 0; a < run.attempts.size(); a++) {
                if (run.facts.attempt(a + 1).equals(query.attempt().get())) {
                    add(at, run, run.attempts.get(a), metric, Long.MAX_VALUE, run, query.axis());
                }
            }
        } else {
            boolean inherit = query.inherit() && query.axis() != Axis.TAU_OVER_TW;
            add(at, run, run.attempts.size(), Long.MAX_VALUE, metric, run, query.axis(), inherit);
        }
        return at.values().stream()
                .filter(p -> !(p.x() < query.from().orElse(Double.NEGATIVE_INFINITY)))
                .filter(p -> !(p.x() > query.to().orElse(Double.POSITIVE_INFINITY)))
                .filter(p -> query.axis() != Axis.TAU_OVER_TW || p.x() > 0)
                .toList();
    }

    private static void add(
            TreeMap<Long, Point> at,
            Run from,
            int attempts,
            long limit,
            String metric,
            Run of,
            Axis axis,
            boolean inherit) {
        if (inherit && from.parent.isPresent()) {
            add(at, from.parent.get(), from.parentAttempt, Math.min(limit, from.parentStep), metric, of, axis, true);
        }
        for (int a = 0; a < attempts; a++) {
            long until = limit;
            for (int later = a + 1; later < attempts; later++) {
                until = Math.min(until, from.attempts.get(later).resumeStep);
            }
            add(at, from, from.attempts.get(a), metric, until, of, axis);
        }
    }

    private static void add(
            TreeMap<Long, Point> at, Run from, Attempt attempt, String metric, long until, Run of, Axis axis) {
        for (Stored p : attempt.points) {
            boolean counts = p.metric.equals(metric) && p.step <= until && (from == of || !p.fromReference);
            if (counts) {
                double x =
                        switch (axis) {
                            case STEP -> p.step;
                            case TAU -> p.tau;
                            case WALL -> p.wallMs - of.attempts.getFirst().startedMs;
                            case TAU_OVER_TW -> (p.tau - of.tw) / of.tw;
                        };
                at.put(p.step, new Point(p.step, p.tau, p.wallMs, x, p.value, from != of));
            }
        }
    }

    private long between(long low, long high) {
        return high > low ? low + random.nextLong(high - low + 1) : low;
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
