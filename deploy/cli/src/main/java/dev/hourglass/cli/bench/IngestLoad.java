package dev.hourglass.cli.bench;

import dev.hourglass.events.Clock;
import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.Origin;
import dev.hourglass.events.Provenance;
import dev.hourglass.events.RunKind;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs that speak side by side, one event each in turn. Steps are regular; values walk at random, so that every bit of their
 * mantissas is in use, as it is in a measured series.
 *
 * @param metrics of each run
 * @param metricsPerEvent those of an event; the next event has the following ones
 * @param stepsPerEvent points of each metric in an event
 */
record IngestLoad(String name, int runs, int metrics, int metricsPerEvent, int stepsPerEvent, int eventsPerRun) {

    private static final double ETA = 1e-3;
    private static final long WALL_0 = 1_767_225_600_000L; // 2026-01-01
    private static final long STEP_MS = 40;

    /** Trainers that gather what they measure. @param points at least */
    static IngestLoad wide(int points) {
        var round = new IngestLoad("wide", 20, 100, 100, 10, 1);
        return new IngestLoad("wide", 20, 100, 100, 10, Math.ceilDiv(points, (int) round.points()));
    }

    /** Clients that send each value by itself. */
    static IngestLoad chatty(String name, int eventsPerRun) {
        return new IngestLoad(name, 20, 4, 1, 1, eventsPerRun);
    }

    long events() {
        return (long) runs * (eventsPerRun + 3);
    }

    long points() {
        return (long) runs * eventsPerRun * metricsPerEvent * stepsPerEvent;
    }

    void each(Consumer<Event> to) {
        List<Speaker> speakers = IntStream.range(0, runs).mapToObj(Speaker::new).toList();
        speakers.forEach(speaker -> speaker.introduce(to));
        for (int e = 0; e < eventsPerRun; e++) {
            for (Speaker speaker : speakers) {
                to.accept(speaker.points(e));
            }
        }
        speakers.forEach(speaker -> speaker.end(to));
    }

    private final class Speaker {
        private final UUID run;
        private final UUID attempt;
        private final SplittableRandom random;
        private final double[] walks = new double[metrics];

        Speaker(int number) {
            run = DerivedIds.derive("bench/" + name + "/" + number);
            attempt = DerivedIds.derive("bench/" + name + "/" + number + "/attempt");
            random = new SplittableRandom(number);
        }

        void introduce(Consumer<Event> to) {
            Spec spec = spec();
            to.accept(new Event.RunCreated(
                    run,
                    name,
                    "bench",
                    RunKind.PUBLISHED,
                    spec.canonicalJson(),
                    spec.sha256(),
                    Optional.empty(),
                    Optional.empty(),
                    "bench",
                    Map.of()));
            to.accept(new Event.AttemptStarted(
                    run,
                    new Origin(attempt, 0),
                    Optional.empty(),
                    new Clock(0, 0, WALL_0),
                    Optional.empty(),
                    new Provenance("bench", "", "none", "", "", "", "", "", 1, "bench")));
        }

        void end(Consumer<Event> to) {
            long steps = (long) eventsPerRun * metricsPerEvent / metrics * stepsPerEvent;
            var end = new Clock(steps, steps * ETA, WALL_0 + steps * STEP_MS);
            to.accept(new Event.RunCompleted(run, new Origin(attempt, eventsPerRun + 1), end, "said all"));
        }

        Event points(int number) {
            long before = (long) number * metricsPerEvent;
            int first = (int) (before % metrics);
            long round = before / metrics;
            long[] steps = new long[stepsPerEvent];
            double[] taus = new double[stepsPerEvent];
            long[] wallMs = new long[stepsPerEvent];
            for (int i = 0; i < stepsPerEvent; i++) {
                steps[i] = round * stepsPerEvent + i;
                taus[i] = steps[i] * ETA;
                wallMs[i] = WALL_0 + steps[i] * STEP_MS + random.nextInt(3);
            }
            double[][] values = new double[metricsPerEvent][stepsPerEvent];
            for (int m = 0; m < metricsPerEvent; m++) {
                for (int i = 0; i < stepsPerEvent; i++) {
                    walks[first + m] += random.nextDouble() - 0.5;
                    values[m][i] = walks[first + m];
                }
            }
            List<Metric> names = IntStream.range(first, first + metricsPerEvent)
                    .mapToObj(m -> new Metric("metric/" + m, false))
                    .toList();
            return new Event.MetricsRecorded(run, new Origin(attempt, number + 1), names, steps, taus, wallMs, values);
        }
    }

    private static Spec spec() {
        String text = """
                experiment: bench
                system: {kind: deep-recurrent, depth: 2, width: 90}
                data: {kind: synthetic-chorales, chorales: 4, seed: 1}
                dynamics: {kind: sgd, eta: 0.001, minibatch: 10, deltas: stale}
                seed: 7
                stop: {steps: 1000000}
                record: {every: {perDecade: 10}, metrics: [nll]}
                """;
        try {
            return SpecParser.parseOne(text, "bench");
        } catch (InvalidSpecException e) {
            throw new IllegalStateException(e);
        }
    }
}
