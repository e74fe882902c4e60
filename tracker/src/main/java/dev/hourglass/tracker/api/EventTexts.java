package dev.hourglass.tracker.api;

import dev.hourglass.events.Clock;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Events for people's eyes: one line, and the fields that fit on a page. */
final class EventTexts {

    private EventTexts() {}

    static String summary(Event event) {
        return switch (event) {
            case Event.RunCreated e ->
                e.parent()
                        .map(p -> "branched from " + p.parent() + " at step " + p.step() + " by " + e.by())
                        .orElse("created by " + e.by());
            case Event.SweepCreated e -> "sweep of " + e.members() + " runs, created by " + e.by();
            case Event.AttemptStarted e ->
                "attempt started at step " + e.clock().step() + " on "
                        + e.provenance().worker()
                        + (e.provenance().kernel().isEmpty()
                                ? ""
                                : " (" + e.provenance().kernel() + ")");
            case Event.MetricsRecorded e ->
                e.steps().length
                        + (e.steps().length == 1 ? " point of " : " points of ")
                        + e.metrics().stream().map(Metric::name).collect(Collectors.joining(", "))
                        + span(e.steps());
            case Event.SpectrumRecorded e ->
                "spectrum of " + e.matrix() + " at step " + e.clock().step();
            case Event.DistributionRecorded e ->
                "distribution of " + e.name() + " at step " + e.clock().step();
            case Event.CurveRecorded e ->
                "curve of " + e.name() + " at step " + e.clock().step();
            case Event.LogRecorded e -> e.text().length() + " characters of log";
            case Event.CheckpointSaved e ->
                "checkpoint at step " + e.clock().step() + " (" + e.reason().word() + ")";
            case Event.RunPaused e -> "paused at step " + e.clock().step() + because(e.reason());
            case Event.RunCompleted e -> "completed at step " + e.clock().step() + because(e.reason());
            case Event.RunFailed e -> "failed at step " + e.clock().step() + because(e.reason());
            case Event.RunCancelled e -> "cancelled at step " + e.clock().step() + because(e.reason());
            case Event.PauseRequested e -> e.by() + " asked to pause";
            case Event.ResumeRequested e -> e.by() + " asked to resume";
            case Event.CancelRequested e -> e.by() + " asked to cancel";
            case Event.CheckpointRequested e -> e.by() + " asked for a checkpoint";
            case Event.RunLost e -> "lost: its worker was silent for " + e.silentMs() / 1000 + " s";
            case Event.RunFound e -> "its worker speaks again";
            case Event.RecordSkipped e ->
                "record " + e.partition() + ":" + e.offset() + " is passed over, says " + e.by() + because(e.reason());
            case Event.Keeping e -> e.by() + " " + KeepingTexts.summary(e);
            case Event.ExperimentRenamed e -> e.by() + " renamed experiment " + e.experiment() + " to " + e.title();
        };
    }

    /** Fields by name; of columns only what they hold and how many. */
    static Map<String, Object> data(Event event) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (event instanceof Event.Request request) {
            data.put("by", request.by());
        }
        if (event instanceof Event.End end) {
            put(data, end.clock());
            data.put("reason", end.reason());
        }
        switch (event) {
            case Event.RunCreated e -> {
                data.put("name", e.name());
                data.put("experiment", e.experiment());
                data.put("kind", e.kind().word());
                data.put("specSha256", e.specSha256());
                data.put("by", e.by());
                data.put("tags", e.tags());
                e.parent().ifPresent(p -> {
                    data.put("parent", p.parent());
                    data.put("step", p.step());
                    data.put("tau", p.tau());
                    data.put("checkpoint", p.checkpoint());
                });
                e.sweep().ifPresent(sweep -> {
                    data.put("sweep", sweep.sweep());
                    data.put("index", sweep.index());
                });
            }
            case Event.SweepCreated e -> data.put("members", e.members());
            case Event.AttemptStarted e -> {
                put(data, e.clock());
                e.follows().ifPresent(follows -> data.put("follows", follows));
                e.checkpoint().ifPresent(sha256 -> data.put("checkpoint", sha256));
                data.put("provenance", e.provenance());
            }
            case Event.MetricsRecorded e -> {
                data.put("metrics", e.metrics().stream().map(Metric::name).toList());
                data.put("points", e.steps().length);
            }
            case Event.SpectrumRecorded e -> {
                put(data, e.clock());
                data.put("matrix", e.matrix());
                data.put("size", e.values().length);
            }
            case Event.DistributionRecorded e -> {
                put(data, e.clock());
                data.put("name", e.name());
                data.put("bins", e.counts().length);
            }
            case Event.CurveRecorded e -> {
                put(data, e.clock());
                data.put("name", e.name());
                data.put("points", e.xs().length);
            }
            case Event.LogRecorded e -> {
                put(data, e.clock());
                data.put("characters", e.text().length());
            }
            case Event.CheckpointSaved e -> {
                put(data, e.clock());
                data.put("sha256", e.sha256());
                data.put("bytes", e.bytes());
                data.put("reason", e.reason().word());
            }
            case Event.RunLost e -> {
                data.put("attempt", e.attempt());
                data.put("silentMs", e.silentMs());
            }
            case Event.RunFound e -> data.put("attempt", e.attempt());
            case Event.RecordSkipped e -> {
                data.put("partition", e.partition());
                data.put("offset", e.offset());
                data.put("reason", e.reason());
                data.put("by", e.by());
            }
            case Event.Keeping e -> data.putAll(KeepingTexts.data(e));
            case Event.ExperimentRenamed e -> {
                data.put("experiment", e.experiment());
                data.put("title", e.title());
                data.put("by", e.by());
            }
            case Event.End _, Event.Request _ -> {} // said above
        }
        return data;
    }

    private static void put(Map<String, Object> data, Clock clock) {
        data.put("step", clock.step());
        data.put("tau", clock.tau());
    }

    private static String span(long[] steps) {
        return steps.length == 0 ? "" : " up to step " + steps[steps.length - 1];
    }

    private static String because(String reason) {
        return reason.isBlank() ? "" : ": " + reason;
    }
}
