package dev.hourglass.tracker.stream;

import dev.hourglass.events.Event;
import dev.hourglass.events.Origin;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What events since the last telling come to, as far as somebody wants to hear of it: runs that changed, and their new points in
 * columns.
 */
final class News {

    /** Points of one metric as one attempt recorded them. */
    record Source(UUID run, UUID attempt, String metric) {}

    /** More than this a client reads anew in less time. */
    private static final int MOST_POINT_BYTES = 8 << 20;

    private final Set<UUID> runs = new LinkedHashSet<>();
    private final Map<Source, Points> points = new LinkedHashMap<>();
    private final Map<UUID, Long> lastSequences = new HashMap<>();
    private boolean statesChanged;
    private long pointBytes;

    void add(Event event, Interests wanted) {
        if (event instanceof Event.OfAttempt word && isRepeated(word.origin())) {
            return;
        }
        switch (event) {
            case Event.MetricsRecorded recorded -> {
                add(recorded.subject(), wanted);
                addPoints(recorded, wanted);
            }
            case Event.SpectrumRecorded _,
                    Event.DistributionRecorded _,
                    Event.CurveRecorded _,
                    Event.CheckpointSaved _ -> add(event.subject(), wanted);
            case Event.LogRecorded _, Event.RecordSkipped _ -> {} // show on no live page
            case Event.SweepCreated _, Event.ExperimentRenamed _ -> statesChanged = true;
            case Event.RunCreated created -> {
                statesChanged = true;
                add(created.subject(), wanted);
                created.parent().ifPresent(parent -> add(parent.parent(), wanted)); // it has one branch more
            }
            case Event.AttemptStarted _,
                    Event.End _,
                    Event.Request _,
                    Event.Keeping _,
                    Event.RunLost _,
                    Event.RunFound _ -> {
                statesChanged = true;
                add(event.subject(), wanted);
            }
        }
    }

    private void add(UUID run, Interests wanted) {
        if (wanted.inRun(run)) {
            runs.add(run);
        }
    }

    boolean isEmpty() {
        return runs.isEmpty() && !statesChanged;
    }

    Set<UUID> runs() {
        return runs;
    }

    /** None if there are too many. */
    Map<Source, Points> points() {
        return points;
    }

    /** Whether there were more points than are told: who wanted them has to come again. */
    boolean tooManyPoints() {
        return pointBytes > MOST_POINT_BYTES;
    }

    boolean statesChanged() {
        return statesChanged;
    }

    /** What was told is forgotten, but not which numbers were seen. */
    void clear() {
        runs.clear();
        points.clear();
        pointBytes = 0;
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

    private void addPoints(Event.MetricsRecorded recorded, Interests wanted) {
        for (int m = 0; m < recorded.metrics().size() && !tooManyPoints(); m++) {
            String metric = recorded.metrics().get(m).name();
            if (wanted.inPoints(recorded.subject(), metric)) {
                var source = new Source(recorded.subject(), recorded.origin().attempt(), metric);
                points.computeIfAbsent(source, _ -> new Points())
                        .add(recorded.steps(), recorded.taus(), recorded.wallMs(), recorded.values()[m]);
                pointBytes += (long) Points.BYTES * recorded.steps().length;
            }
        }
        if (tooManyPoints()) {
            points.clear();
        }
    }
}
