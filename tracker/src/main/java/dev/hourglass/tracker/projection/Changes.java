package dev.hourglass.tracker.projection;

import dev.hourglass.events.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/** What a batch changes in the read model, table by table. */
final class Changes {

    final Map<UUID, NewRun> created = new LinkedHashMap<>();
    final Map<UUID, RunState> runs = new LinkedHashMap<>();
    final Map<RunAttempt, Refusal> refusals = new LinkedHashMap<>();
    final Map<RunMetric, MetricState> metrics = new LinkedHashMap<>();
    /** Of the metrics, those that a run has for the first time. */
    final SortedSet<String> newMetrics = new TreeSet<>();

    final List<PointsGroup> points = new ArrayList<>();
    final List<Told<Event.CheckpointSaved>> checkpoints = new ArrayList<>();
    final List<Told<Event.SpectrumRecorded>> spectra = new ArrayList<>();
    final List<Told<Event.DistributionRecorded>> distributions = new ArrayList<>();
    final List<Told<Event.CurveRecorded>> curves = new ArrayList<>();
    final List<Told<Event.LogRecorded>> logs = new ArrayList<>();
    final Map<UUID, NewSweep> sweeps = new LinkedHashMap<>();
    final Kept kept = new Kept(this::prune);
    final List<DeadLetter> deadLetters = new ArrayList<>();
    /** Runs in which an attempt took over from an earlier one: their summaries are to be made anew. */
    final Set<UUID> superseded = new HashSet<>();

    /** Those that new points may still join. */
    private final Map<RunAttempt, List<PointsGroup>> open = new HashMap<>();

    record RunAttempt(UUID run, UUID attempt) {}

    record RunMetric(UUID run, String metric) {}

    record NewRun(Event.RunCreated event, Params params, int partition, long offset, Instant time) {}

    record NewSweep(Event.SweepCreated event, Instant time) {}

    /** An event that is stored as it is, with the number of its attempt. */
    record Told<E>(E event, int number) {}

    /** @param numbers of the events */
    record Refusal(Instant firstAt, int events, Stretches numbers) {}

    record DeadLetter(int partition, long offset, Instant time, Optional<String> key, String reason, int bytes) {}

    /** What a run of the batch comes to. */
    RunState run(UUID id) {
        RunState state = runs.get(id);
        if (state == null) {
            throw new IllegalArgumentException("the batch does not change run " + id);
        }
        return state;
    }

    /** Of the batch's own too: what was announced before and let go of after is not written at all. */
    private void prune(Event.CheckpointPruned pruned) {
        checkpoints.removeIf(saved -> saved.event().subject().equals(pruned.subject())
                && saved.event().sha256().equals(pruned.sha256()));
    }

    /** What these runs recorded is not written: it counts for nothing. */
    void forget(Set<UUID> runs) {
        points.removeIf(group -> runs.contains(group.run));
        spectra.removeIf(told -> runs.contains(told.event().subject()));
        distributions.removeIf(told -> runs.contains(told.event().subject()));
        curves.removeIf(told -> runs.contains(told.event().subject()));
        logs.removeIf(told -> runs.contains(told.event().subject()));
    }

    /** Whether the event's points join others of the same metrics. */
    boolean takes(Event.MetricsRecorded event) {
        return taking(event).isPresent();
    }

    /** @param states of the run's metrics by name */
    void add(int number, Event.MetricsRecorded event, Function<String, MetricState> states) {
        Optional<PointsGroup> taking = taking(event);
        if (taking.isPresent()) {
            taking.get().add(event);
            return;
        }
        List<PointsGroup> groups = open.computeIfAbsent(key(event), k -> new ArrayList<>());
        groups.removeIf(group -> group.shares(event));
        var group = new PointsGroup(number, event, states);
        groups.add(group);
        points.add(group);
        group.each((metric, state) -> metrics.put(new RunMetric(event.subject(), metric.name()), state));
    }

    private Optional<PointsGroup> taking(Event.MetricsRecorded event) {
        for (PointsGroup group : open.getOrDefault(key(event), List.of())) {
            if (group.takes(event)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    private static RunAttempt key(Event.OfAttempt event) {
        return new RunAttempt(event.subject(), event.origin().attempt());
    }
}
