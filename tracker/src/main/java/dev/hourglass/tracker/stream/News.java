package dev.hourglass.tracker.stream;

import dev.hourglass.events.Event;
import dev.hourglass.events.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What events since the last telling come to: runs that changed, and their new points in columns. */
final class News {

    /** Points of one metric as one attempt recorded them. */
    record Source(UUID run, UUID attempt, String metric) {}

    /** Columns that grow. */
    static final class Points {
        final List<Long> steps = new ArrayList<>();
        final List<Double> taus = new ArrayList<>();
        final List<Long> wallMs = new ArrayList<>();
        final List<Double> values = new ArrayList<>();
    }

    private final Set<UUID> runs = new LinkedHashSet<>();
    private final Map<Source, Points> points = new LinkedHashMap<>();
    private final Map<UUID, Long> lastSequences = new HashMap<>();
    private boolean statesChanged;

    void add(Event event) {
        if (event instanceof Event.OfAttempt word && isRepeated(word.origin())) {
            return;
        }
        switch (event) {
            case Event.MetricsRecorded recorded -> {
                runs.add(recorded.subject());
                add(recorded);
            }
            case Event.SpectrumRecorded _, Event.DistributionRecorded _, Event.CurveRecorded _ ->
                runs.add(event.subject());
            case Event.LogRecorded _, Event.RecordSkipped _ -> {} // show on no live page
            case Event.SweepCreated _, Event.ExperimentRenamed _ -> statesChanged = true;
            case Event.RunCreated created -> {
                statesChanged = true;
                runs.add(created.subject());
                created.parent().ifPresent(parent -> runs.add(parent.parent())); // it has one branch more
            }
            case Event.CheckpointSaved saved -> runs.add(saved.subject());
            case Event.AttemptStarted _,
                    Event.End _,
                    Event.Request _,
                    Event.Keeping _,
                    Event.RunLost _,
                    Event.RunFound _ -> {
                statesChanged = true;
                runs.add(event.subject());
            }
        }
    }

    boolean isEmpty() {
        return runs.isEmpty() && !statesChanged;
    }

    Set<UUID> runs() {
        return runs;
    }

    Map<Source, Points> points() {
        return points;
    }

    boolean statesChanged() {
        return statesChanged;
    }

    /** What was told is forgotten, but not which numbers were seen. */
    void clear() {
        runs.clear();
        points.clear();
        statesChanged = false;
        if (lastSequences.size() > 10_000) {
            lastSequences.clear(); // a repeated point does no harm: it says the same again
        }
    }

    private boolean isRepeated(Origin origin) {
        Long last = lastSequences.get(origin.attempt());
        if (last != null && origin.sequence() <= last) {
            return true;
        }
        lastSequences.put(origin.attempt(), origin.sequence());
        return false;
    }

    private void add(Event.MetricsRecorded recorded) {
        for (int m = 0; m < recorded.metrics().size(); m++) {
            var source = new Source(
                    recorded.subject(),
                    recorded.origin().attempt(),
                    recorded.metrics().get(m).name());
            Points columns = points.computeIfAbsent(source, _ -> new Points());
            for (int i = 0; i < recorded.steps().length; i++) {
                columns.steps.add(recorded.steps()[i]);
                columns.taus.add(recorded.taus()[i]);
                columns.wallMs.add(recorded.wallMs()[i]);
                columns.values.add(recorded.values()[m][i]);
            }
        }
    }
}
