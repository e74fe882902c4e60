package dev.hourglass.cli.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.blob.Sha256;
import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.Clock;
import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.Origin;
import dev.hourglass.events.Progress;
import dev.hourglass.events.Provenance;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events of runs that nobody trained, sent as a worker would: values with full random mantissas, regular steps. */
final class MadeUpRuns {

    private static final double ETA = 4.0e-4;
    private static final long BEGAN_MS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final int POINTS_OF_AN_EVENT = 20_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Producer<String, byte[]> log;
    private final Shape shape;
    private final Random random = new Random(1);

    /** What a metric is like: its value at a step, given a random number from 0 to 1. */
    interface Shape {
        double at(long step, double random);
    }

    MadeUpRuns(Producer<String, byte[]> log, Shape shape) {
        this.log = log;
        this.shape = shape;
    }

    /** A run whose points go on from another's. */
    record Parent(UUID run, long step) {}

    static UUID id(String name) {
        return DerivedIds.derive("bench " + name);
    }

    /** One metric, {@code nll}, at every step from behind the parent's to {@code until}. */
    GoingOn series(String name, Optional<Parent> parent, long until) {
        created(name, parent, Map.of());
        var run = new GoingOn(name, parent.map(Parent::step).orElse(-1L) + 1);
        run.until(until);
        return run;
    }

    /** A run for lists: many parameters, and one point of many metrics, {@code nll} among them. */
    GoingOn wide(String name, int params, int metrics) {
        Map<String, Double> values = new TreeMap<>();
        for (int p = 0; p < params; p++) {
            values.put("p" + p, random.nextDouble());
        }
        created(name, Optional.empty(), values);
        var run = new GoingOn(name, 100);
        run.point(metrics, m -> m == 0 ? "nll" : "metric" + m);
        return run;
    }

    /** A run that has not ended: what is sent of it next follows what was sent before. */
    final class GoingOn {

        private final String name;
        private long next;
        private long sequence = 1;

        private GoingOn(String name, long first) {
            this.name = name;
            next = first;
        }

        UUID id() {
            return MadeUpRuns.id(name);
        }

        /** Points of {@code nll} at every step up to this one. */
        void until(long step) {
            while (next <= step) {
                int points = (int) Math.min(POINTS_OF_AN_EVENT, step - next + 1);
                points(name, sequence++, next, points, List.of(new Metric("nll", false)));
                next += points;
            }
        }

        /** @return the step of the last of them */
        long more(int points) {
            until(next + points - 1);
            return next - 1;
        }

        /** One point of so many metrics. */
        void point(int metrics, IntFunction<String> metric) {
            List<Metric> measured = IntStream.range(0, metrics)
                    .mapToObj(m -> new Metric(metric.apply(m), false))
                    .toList();
            points(name, sequence++, next++, 1, measured);
        }

        void heartbeat() {
            var beat = new Progress(
                    id(), origin(name, 0).attempt(), "bench", clock(next - 1), 100, OptionalLong.empty(), 1, 1 << 20);
            log.send(new ProducerRecord<>(Topics.PROGRESS, id().toString(), MessageCodec.encode(beat)));
        }

        void end() {
            send(new Event.RunCompleted(id(), origin(name, sequence++), clock(next - 1), "reached its last step"));
        }
    }

    private void created(String name, Optional<Parent> parent, Map<String, Double> params) {
        ObjectNode spec = JSON.createObjectNode().put("experiment", "bench");
        params.forEach(spec.putObject("system")::put);
        String text = spec.toString();
        Optional<BranchPoint> from = parent.map(p -> new BranchPoint(
                p.run,
                DerivedIds.derive(p.run + " attempt"),
                p.step,
                clock(p.step).tau(),
                sha(p.run.toString())));
        long start = parent.map(Parent::step).orElse(0L);
        send(new Event.RunCreated(
                id(name), name, "bench", RunKind.EXTERNAL, text, sha(text), from, Optional.empty(), "bench", Map.of()));
        send(new Event.AttemptStarted(
                id(name),
                origin(name, 0),
                Optional.empty(),
                clock(start),
                from.map(BranchPoint::checkpoint),
                new Provenance("", "", "", "", "", "", "", "", 1, "bench")));
    }

    private void points(String name, long sequence, long first, int points, List<Metric> metrics) {
        long[] steps = new long[points];
        double[] taus = new double[points];
        long[] wallMs = new long[points];
        double[][] values = new double[metrics.size()][points];
        for (int i = 0; i < points; i++) {
            Clock clock = clock(first + i);
            steps[i] = clock.step();
            taus[i] = clock.tau();
            wallMs[i] = clock.wallMs();
            for (double[] column : values) {
                column[i] = shape.at(clock.step(), random.nextDouble());
            }
        }
        send(new Event.MetricsRecorded(id(name), origin(name, sequence), metrics, steps, taus, wallMs, values));
    }

    private static Origin origin(String name, long sequence) {
        return new Origin(DerivedIds.derive(id(name) + " attempt"), sequence);
    }

    private static Clock clock(long step) {
        return new Clock(step, step * ETA, BEGAN_MS + 10 * step + step % 7);
    }

    private static String sha(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(Event event) {
        Instant time = Instant.ofEpochMilli(BEGAN_MS);
        log.send(EventCodec.encode(Topics.EVENTS, new Envelope(UUID.randomUUID(), "worker/bench", time, event)));
    }
}
