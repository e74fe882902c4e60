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
import dev.hourglass.events.Provenance;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;

/** Events of runs that nobody trained, sent as a worker would: values with full random mantissas, regular steps. */
final class MadeUpRuns {

    private static final double ETA = 4.0e-4;
    private static final long BEGAN_MS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final int POINTS_OF_AN_EVENT = 20_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Producer<String, byte[]> log;
    private final Random random = new Random(1);

    MadeUpRuns(Producer<String, byte[]> log) {
        this.log = log;
    }

    /** A run whose points go on from another's. */
    record Parent(UUID run, long step) {}

    static UUID id(String name) {
        return DerivedIds.derive("bench " + name);
    }

    /** One metric, {@code nll}, at every step from behind the parent's to {@code until}. */
    void series(String name, Optional<Parent> parent, long until) {
        long from = parent.map(Parent::step).orElse(-1L);
        created(name, parent, Map.of());
        long sequence = 1;
        for (long first = from + 1; first <= until; first += POINTS_OF_AN_EVENT) {
            int points = (int) Math.min(POINTS_OF_AN_EVENT, until - first + 1);
            points(name, sequence++, first, points, List.of(new Metric("nll", false)));
        }
        send(new Event.RunCompleted(id(name), origin(name, sequence), clock(until), "reached its last step"));
    }

    /** A run for lists: many parameters, and one point of many metrics. */
    void wide(String name, int params, int metrics) {
        Map<String, Double> values = new TreeMap<>();
        for (int p = 0; p < params; p++) {
            values.put("p" + p, random.nextDouble());
        }
        created(name, Optional.empty(), values);
        List<Metric> measured = new ArrayList<>();
        for (int m = 0; m < metrics; m++) {
            measured.add(new Metric(m == 0 ? "nll" : "metric" + m, false));
        }
        points(name, 1, 100, 1, measured);
        send(new Event.RunCompleted(id(name), origin(name, 2), clock(100), "reached its last step"));
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
                column[i] = random.nextDouble();
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
