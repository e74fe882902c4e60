package dev.hourglass.tracker.external;

import dev.hourglass.events.Clock;
import dev.hourglass.events.Event.MetricsRecorded;
import dev.hourglass.events.Metric;
import dev.hourglass.events.Origin;
import dev.hourglass.tracker.external.Call.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Calls as events. Metrics that were measured at the very same clocks share an event, in which every metric has a value at every
 * clock; others have one each. What events a call becomes follows from the call alone, so that sending it again gives the same.
 */
final class PointsEvents {

    private PointsEvents() {}

    /** @param calls of one attempt, their numbers without a gap, at least one */
    static List<MetricsRecorded> of(List<Call.Points> calls) {
        Call.Points first = calls.getFirst();
        Call.Points last = calls.getLast();
        if (calls.size() > 1) {
            List<Map<String, List<Sample>>> together = groups(joined(calls));
            if (together.size() == 1) {
                return List.of(event(
                        first.run(),
                        Numbers.whole(first.attempt(), first.number(), last.number()),
                        together.getFirst()));
            }
        }
        return calls.stream().flatMap(call -> single(call).stream()).toList();
    }

    private static List<MetricsRecorded> single(Call.Points call) {
        List<Map<String, List<Sample>>> groups = groups(call.columns());
        IntFunction<Origin> origin = i -> Numbers.part(call.attempt(), call.number(), i, groups.size());
        List<MetricsRecorded> events = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            events.add(event(call.run(), origin.apply(i), groups.get(i)));
        }
        return events;
    }

    private static Map<String, List<Sample>> joined(List<Call.Points> calls) {
        Map<String, List<Sample>> all = new LinkedHashMap<>();
        for (Call.Points call : calls) {
            call.columns().forEach((name, column) -> all.computeIfAbsent(name, _ -> new ArrayList<>())
                    .addAll(column));
        }
        return all;
    }

    private static List<Map<String, List<Sample>>> groups(Map<String, List<Sample>> columns) {
        Map<List<Clock>, Map<String, List<Sample>>> groups = new LinkedHashMap<>();
        columns.forEach((name, column) -> groups.computeIfAbsent(
                        column.stream().map(Sample::clock).toList(), _ -> new LinkedHashMap<>())
                .put(name, column));
        return List.copyOf(groups.values());
    }

    private static MetricsRecorded event(UUID run, Origin origin, Map<String, List<Sample>> group) {
        List<Clock> clocks =
                group.values().iterator().next().stream().map(Sample::clock).toList();
        return new MetricsRecorded(
                run,
                origin,
                group.keySet().stream().map(name -> new Metric(name, false)).toList(),
                clocks.stream().mapToLong(Clock::step).toArray(),
                clocks.stream().mapToDouble(Clock::tau).toArray(),
                clocks.stream().mapToLong(Clock::wallMs).toArray(),
                group.values().stream()
                        .map(column ->
                                column.stream().mapToDouble(Sample::value).toArray())
                        .toArray(double[][]::new));
    }
}
