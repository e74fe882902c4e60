package dev.hourglass.tracker.projection;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.tracker.projection.Changes.DeadLetter;
import dev.hourglass.tracker.projection.Changes.NewRun;
import dev.hourglass.tracker.projection.Changes.NewSweep;
import dev.hourglass.tracker.projection.Changes.Refusal;
import dev.hourglass.tracker.projection.Changes.RunAttempt;
import dev.hourglass.tracker.projection.Changes.RunMetric;
import dev.hourglass.tracker.projection.Changes.Told;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Folds a batch of records, in memory, into what it changes. What runs and metrics came to before is given. */
final class BatchFold {

    private final List<Decoded> decoded;
    private final Changes changes = new Changes();

    /** A record as it was read: an event, or the reason why it is none. */
    private record Decoded(
            ConsumerRecord<String, byte[]> stored, @Nullable Envelope envelope, String problem) {}

    /** A record that decodes but says what cannot be: it becomes a dead letter. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    BatchFold(Batch batch) {
        decoded = batch.records().stream()
                .map(stored -> decode(stored, batch.skipped().get(stored.offset())))
                .toList();
    }

    /** The runs, known or not, that the batch speaks of. */
    Set<UUID> subjects() {
        return decoded.stream()
                .map(Decoded::envelope)
                .flatMap(envelope -> Optional.ofNullable(envelope).stream())
                .map(envelope -> envelope.event().subject())
                .collect(Collectors.toSet());
    }

    /** The runs whose metrics the batch changes. */
    Set<UUID> measured() {
        return decoded.stream()
                .map(Decoded::envelope)
                .flatMap(envelope -> Optional.ofNullable(envelope).stream())
                .map(Envelope::event)
                .filter(event -> event instanceof Event.MetricsRecorded || event instanceof Event.AttemptStarted)
                .map(Event::subject)
                .collect(Collectors.toSet());
    }

    /**
     * @param runs of {@link #subjects} that exist
     * @param metrics of {@link #measured}
     */
    Changes fold(Map<UUID, RunState> runs, Map<RunMetric, MetricState> metrics) {
        for (Decoded one : decoded) {
            ConsumerRecord<String, byte[]> stored = one.stored();
            Envelope envelope = one.envelope();
            if (envelope == null) {
                dead(stored, one.problem());
                continue;
            }
            try {
                fold(envelope, stored, runs, metrics);
            } catch (Unusable e) {
                dead(stored, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                throw new EventNotAppliedException(
                        stored.partition(),
                        stored.offset(),
                        envelope.event().getClass().getSimpleName() + " of "
                                + envelope.event().subject(),
                        e);
            }
        }
        return changes;
    }

    private void fold(
            Envelope envelope,
            ConsumerRecord<String, byte[]> stored,
            Map<UUID, RunState> runs,
            Map<RunMetric, MetricState> metrics)
            throws Unusable {
        UUID subject = envelope.event().subject();
        switch (envelope.event()) { // no default: a new kind of event must stop the build here
            case Event.SweepCreated sweep -> changes.sweeps.putIfAbsent(subject, new NewSweep(sweep, envelope.time()));
            case Event.RunCreated created -> {
                if (!runs.containsKey(subject)) {
                    create(created, envelope, stored, runs);
                }
            }
            case Event.OfAttempt word -> {
                RunState before = known(runs, subject);
                RunState.Verdict verdict = before.verdict(word);
                if (verdict == RunState.Verdict.ACCEPTED) {
                    check(word);
                }
                RunState after = before.after(envelope);
                runs.put(subject, after);
                changes.runs.put(subject, after);
                switch (verdict) {
                    case ACCEPTED -> accepted(word, after, metrics);
                    case REPEATED -> {}
                    case REFUSED -> refused(word, envelope.time());
                }
            }
            case Event.Keeping keeping -> {
                if (move(envelope, runs)) {
                    changes.kept.add(keeping, envelope.time());
                }
            }
            case Event.ExperimentRenamed renamed -> changes.kept.add(renamed, envelope.time());
            case Event.Request ignored -> move(envelope, runs);
            case Event.RunLost ignored -> move(envelope, runs);
            case Event.RunFound ignored -> move(envelope, runs);
            case Event.RecordSkipped skip -> {
                // Who applied the record it speaks of had read this one before.
                if (!Skips.counts(skip, stored.partition(), stored.offset())) {
                    throw new Unusable("RecordSkipped names " + skip.partition() + ":" + skip.offset()
                            + ", which does not stand before it in its partition");
                }
            }
        }
    }

    private void create(
            Event.RunCreated created,
            Envelope envelope,
            ConsumerRecord<String, byte[]> stored,
            Map<UUID, RunState> runs)
            throws Unusable {
        RunState state = RunState.of(created, envelope.time());
        runs.put(created.subject(), state);
        changes.runs.put(created.subject(), state);
        created.tags().forEach((key, value) -> changes.kept.tag(created.subject(), key, Optional.of(value)));
        changes.created.put(
                created.subject(),
                new NewRun(created, params(created.spec()), stored.partition(), stored.offset(), envelope.time()));
    }

    /** @return whether the event changed anything */
    private boolean move(Envelope envelope, Map<UUID, RunState> runs) throws Unusable {
        UUID subject = envelope.event().subject();
        RunState before = known(runs, subject);
        RunState after = before.after(envelope);
        if (after.equals(before)) {
            return false;
        }
        runs.put(subject, after);
        changes.runs.put(subject, after);
        return true;
    }

    private void accepted(Event.OfAttempt word, RunState after, Map<RunMetric, MetricState> metrics) {
        int number = after.attempts().getLast().number();
        switch (word) {
            case Event.AttemptStarted started -> resumed(started, number, metrics);
            case Event.MetricsRecorded points -> measured(points, number, metrics);
            case Event.SpectrumRecorded spectrum -> changes.spectra.add(new Told<>(spectrum, number));
            case Event.DistributionRecorded histogram -> changes.distributions.add(new Told<>(histogram, number));
            case Event.CurveRecorded curve -> changes.curves.add(new Told<>(curve, number));
            case Event.LogRecorded log -> changes.logs.add(new Told<>(log, number));
            case Event.CheckpointSaved saved -> changes.checkpoints.add(new Told<>(saved, number));
            case Event.End ignored -> {}
        }
    }

    private void resumed(Event.AttemptStarted started, int number, Map<RunMetric, MetricState> metrics) {
        if (number == 1) {
            return;
        }
        changes.superseded.add(started.subject());
        long step = started.checkpoint().isPresent() ? started.clock().step() : -1;
        metrics.forEach((key, metric) -> {
            if (key.run().equals(started.subject())) {
                metric.resumed(step);
                changes.metrics.put(key, metric);
            }
        });
    }

    private void measured(Event.MetricsRecorded points, int number, Map<RunMetric, MetricState> metrics) {
        if (points.steps().length == 0) {
            return;
        }
        changes.add(number, points);
        for (int m = 0; m < points.metrics().size(); m++) {
            var key = new RunMetric(points.subject(), points.metrics().get(m).name());
            MetricState metric = metrics.computeIfAbsent(key, k -> {
                changes.newMetrics.add(Binder.storable(k.metric()));
                return new MetricState();
            });
            metric.fromReference = points.metrics().get(m).fromReference();
            metric.count(points.steps());
            metric.summary.merge(Summary.of(points.steps(), points.values()[m], 0, points.steps().length));
            changes.metrics.put(key, metric);
        }
    }

    private void refused(Event.OfAttempt word, Instant time) {
        changes.refusals.merge(
                new RunAttempt(word.subject(), word.origin().attempt()),
                new Refusal(time, 1),
                (before, one) -> new Refusal(before.firstAt(), before.events() + 1));
    }

    private static void check(Event.OfAttempt word) throws Unusable {
        if (word instanceof Event.MetricsRecorded points) {
            Set<String> names = new HashSet<>();
            for (var metric : points.metrics()) {
                if (!names.add(Binder.storable(metric.name()))) {
                    throw new Unusable("metric '" + metric.name() + "' stands twice in one event");
                }
            }
        }
    }

    private static RunState known(Map<UUID, RunState> runs, UUID subject) throws Unusable {
        RunState state = runs.get(subject);
        if (state == null) {
            throw new Unusable("unknown run " + subject + ": no RunCreated stands before this event");
        }
        return state;
    }

    private static Params params(String spec) throws Unusable {
        try {
            return Params.of(spec);
        } catch (IllegalArgumentException e) {
            throw new Unusable("RunCreated: " + e.getMessage());
        }
    }

    private void dead(ConsumerRecord<String, byte[]> stored, String reason) {
        changes.deadLetters.add(new DeadLetter(
                stored.partition(),
                stored.offset(),
                Instant.ofEpochMilli(stored.timestamp()),
                Optional.ofNullable(stored.key()),
                reason,
                Math.max(0, stored.serializedValueSize())));
    }

    private static Decoded decode(ConsumerRecord<String, byte[]> stored, Event.@Nullable RecordSkipped skip) {
        if (skip != null) {
            return new Decoded(stored, null, "skipped by " + skip.by() + ": " + skip.reason());
        }
        try {
            return new Decoded(stored, EventCodec.decode(stored), "");
        } catch (UndecodableRecordException e) {
            return new Decoded(stored, null, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // whatever bytes do to the decoder, they must not stop the partition
            return new Decoded(stored, null, "the decoder failed: " + e);
        }
    }
}
