package dev.hourglass.tracker.testing;

import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Clock;
import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.Origin;
import dev.hourglass.events.Provenance;
import dev.hourglass.events.RunKind;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecParser;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Events as a test says them: one run, its attempts by their number, clocks that follow from the step. */
public final class Facts {

    public static final double ETA = 0.004;
    private static final long WALL_0 = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    public final UUID run;

    public Facts(UUID run) {
        this.run = run;
    }

    public static Facts of(String name) {
        return new Facts(DerivedIds.derive(name));
    }

    public static Envelope envelope(Event event) {
        Instant time = Instant.ofEpochMilli(WALL_0);
        return new Envelope(UUID.randomUUID(), "worker/test", time, event);
    }

    public static Spec spec(String more) {
        String text = """
                experiment: test
                system: {kind: deep-recurrent, depth: 1, width: 8}
                data: {kind: synthetic-chorales, chorales: 4, seed: 1}
                dynamics: {kind: sgd, eta: 0.004, minibatch: 10, deltas: stale}
                seed: 7
                stop: {steps: 1000}
                record: {every: {perDecade: 10}, metrics: [nll]}
                """;
        try {
            return SpecParser.parseOne(text + more, "test");
        } catch (InvalidSpecException e) {
            throw new IllegalStateException(e);
        }
    }

    public Event.RunCreated created() {
        return created(RunKind.QUEUED, spec(""), Optional.empty());
    }

    public Event.RunCreated created(RunKind kind, Spec spec, Optional<BranchPoint> parent) {
        return new Event.RunCreated(
                run,
                "a run",
                "test",
                kind,
                spec.canonicalJson(),
                spec.sha256(),
                parent,
                Optional.empty(),
                "someone",
                Map.of("colour", "blue"));
    }

    public UUID attempt(int number) {
        return DerivedIds.derive(run + "/" + number);
    }

    public Origin origin(int attempt, long sequence) {
        return new Origin(attempt(attempt), sequence);
    }

    public static Clock clock(long step) {
        return new Clock(step, step * ETA, WALL_0 + step);
    }

    /** The attempt's first word: from the start for attempt 1, else from a checkpoint at {@code step}. */
    public Event.AttemptStarted started(int attempt, long step) {
        return started(attempt, attempt == 1 ? Optional.empty() : Optional.of(attempt - 1), step, step > 0);
    }

    public Event.AttemptStarted started(int attempt, Optional<Integer> follows, long step, boolean checkpoint) {
        return new Event.AttemptStarted(
                run,
                origin(attempt, 0),
                follows.map(this::attempt),
                clock(step),
                checkpoint ? Optional.of(sha(step)) : Optional.empty(),
                new Provenance("1", "c0ffee", "synthetic", "00", "25", "linux", "cpu", "openblas", 1, "w" + attempt));
    }

    /** One metric, {@code nll}, with a point at each step. */
    public Event.MetricsRecorded points(int attempt, long sequence, long... steps) {
        return points(
                attempt,
                sequence,
                new Metric("nll", false),
                steps,
                Arrays.stream(steps).mapToDouble(step -> value(attempt, step)).toArray());
    }

    public Event.MetricsRecorded points(int attempt, long sequence, Metric metric, long[] steps, double[] values) {
        return new Event.MetricsRecorded(
                run,
                origin(attempt, sequence),
                List.of(metric),
                steps,
                Arrays.stream(steps).mapToDouble(step -> step * ETA).toArray(),
                Arrays.stream(steps).map(step -> WALL_0 + step).toArray(),
                new double[][] {values});
    }

    /** What {@link #points} says at a step. */
    public static double value(int attempt, long step) {
        return attempt + 1.0 / (1 + step);
    }

    public Event.CheckpointSaved saved(int attempt, long sequence, long step, CheckpointReason reason) {
        return new Event.CheckpointSaved(
                run, origin(attempt, sequence), clock(step), sha(step), 100, "blobs/" + sha(step), reason);
    }

    public Event.RunCompleted completed(int attempt, long sequence, long step) {
        return new Event.RunCompleted(run, origin(attempt, sequence), clock(step), "reached its last step");
    }

    public BranchPoint branchPoint(int attempt, long step) {
        return new BranchPoint(run, attempt(attempt), step, step * ETA, sha(step));
    }

    public static String sha(long step) {
        return String.format("%064x", step);
    }
}
