package dev.hourglass.tracker.external;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.events.Clock;
import dev.hourglass.tracker.api.BadBody;
import dev.hourglass.tracker.external.Call.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads what was posted: each value or why it is none. */
final class PointsReader {

    /** So that a call fits into one event of 900 kB, whatever its clocks are. */
    static final int MOST_VALUES = 20_000;

    static final int MOST_METRICS = Numbers.SPAN;
    private static final int LONGEST_NAME = 200;

    private final NewPoints body;
    private final long receivedMs;
    private final Map<String, List<Sample>> columns = new LinkedHashMap<>();
    private int values;

    private PointsReader(NewPoints body, long receivedMs) {
        this.body = body;
        this.receivedMs = receivedMs;
    }

    /**
     * @param receivedMs wall time of points that say none
     * @throws BadBody that names the place of what is wrong, or the limit
     */
    static Call.Points read(UUID run, UUID attempt, long number, NewPoints body, long receivedMs) {
        var reader = new PointsReader(body, receivedMs);
        if (body.points().isPresent()) {
            if (body.steps().isPresent()
                    || body.metrics().isPresent()
                    || body.taus().isPresent()
                    || body.wallMs().isPresent()) {
                throw new BadBody("give either 'points', or columns in 'steps' and 'metrics', not both");
            }
            reader.list(body.points().get());
        } else {
            reader.columns();
        }
        if (reader.values == 0) {
            throw new BadBody("there is no value in it");
        }
        return new Call.Points(run, attempt, number, reader.columns);
    }

    private void list(List<NewPoints.Point> points) {
        for (int i = 0; i < points.size(); i++) {
            String at = "points[" + i + "]";
            NewPoints.Point point = points.get(i);
            JsonNode value = Strict.required(Strict.present(point.value()), at + ".value");
            var clock = new Clock(
                    Strict.whole(Strict.required(Strict.present(point.step()), at + ".step"), at + ".step"),
                    tau(Strict.present(point.tau()), at + ".tau"),
                    wallMs(Strict.present(point.wallMs()), at + ".wallMs"));
            add(Strict.required(point.name(), at + ".name"), at + ".name", clock, Strict.number(value, at + ".value"));
        }
    }

    private void columns() {
        List<JsonNode> steps = Strict.required(body.steps(), "'points', or 'steps' with 'metrics',");
        Map<String, List<JsonNode>> metrics = Strict.required(body.metrics(), "metrics");
        List<Clock> clocks = new ArrayList<>();
        body.taus().ifPresent(taus -> sameLength("taus", taus, steps));
        body.wallMs().ifPresent(times -> sameLength("wallMs", times, steps));
        for (int i = 0; i < steps.size(); i++) {
            int at = i;
            clocks.add(new Clock(
                    Strict.whole(steps.get(i), "steps[" + i + "]"),
                    tau(Strict.present(body.taus().map(taus -> taus.get(at))), "taus[" + i + "]"),
                    wallMs(Strict.present(body.wallMs().map(times -> times.get(at))), "wallMs[" + i + "]")));
        }
        metrics.forEach((name, column) -> {
            String where = "metrics." + name;
            sameLength(where, column, steps);
            for (int i = 0; i < column.size(); i++) {
                if (!column.get(i).isNull()) {
                    add(name, where, clocks.get(i), Strict.number(column.get(i), where + "[" + i + "]"));
                }
            }
        });
    }

    private void add(String name, String where, Clock clock, double value) {
        if (++values > MOST_VALUES) {
            throw new BadBody("more than " + MOST_VALUES + " values in one call; send them in several");
        }
        columns.computeIfAbsent(name, _ -> {
                    checkName(name, where);
                    return new ArrayList<>();
                })
                .add(new Sample(clock, value));
        if (columns.size() > MOST_METRICS) {
            throw new BadBody("more than " + MOST_METRICS + " metrics in one call; send them in several");
        }
    }

    private static void checkName(String name, String where) {
        boolean storable = name.chars().noneMatch(Character::isISOControl)
                && new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(name);
        if (name.isBlank() || name.length() > LONGEST_NAME || !storable) {
            throw new BadBody(where + ": a metric's name has 1 to " + LONGEST_NAME
                    + " characters, not all blank and none of them a control character");
        }
    }

    private static double tau(Optional<JsonNode> tau, String where) {
        return tau.map(node -> Strict.number(node, where)).orElse(Double.NaN);
    }

    private long wallMs(Optional<JsonNode> wallMs, String where) {
        return wallMs.map(node -> Strict.whole(node, where)).orElse(receivedMs);
    }

    private static void sameLength(String what, List<JsonNode> column, List<JsonNode> steps) {
        if (column.size() != steps.size()) {
            throw new BadBody(what + " has " + column.size() + " entries, but steps has " + steps.size());
        }
    }
}
