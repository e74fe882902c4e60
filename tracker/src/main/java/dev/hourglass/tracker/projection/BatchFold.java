package dev.hourglass.tracker.projection;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Folds a batch of records, in memory, into what it changes. What runs and metrics came to before is given. */
final class BatchFold {

    private final Batch batch;
    private final Asked asked;
    private final Changes changes = new Changes();

    /** A record that decodes but says what cannot be: it becomes a dead letter. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    BatchFold(Batch batch, Asked asked) {
        this.batch = batch;
        this.asked = asked;
    }

    /** Those, known or not, that the batch speaks of: a record's key is its subject. */
    static Set<UUID> subjects(Batch batch) {
        return subjects(batch, _ -> true);
    }

    /** Of them those whose metrics the batch may change. */
    static Set<UUID> measured(Batch batch) {
        return subjects(batch, Batch::bearsOnMetrics);
    }

    private static Set<UUID> subjects(Batch batch, Predicate<ConsumerRecord<String, byte[]>> which) {
        Set<String> keys = new HashSet<>();
        for (ConsumerRecord<String, byte[]> stored : batch.records()) {
            if (!keys.contains(stored.key()) && which.test(stored)) {
                keys.add(stored.key());
            }
        }
        return keys.stream().flatMap(key -> uuid(key).stream()).collect(Collectors.toSet());
    }

    /**
     * Decodes and folds record by record: of a large batch only what it comes to is held.
     *
     * @param runs of {@link #subjects} that exist
     * @param metrics of {@link #measured}, all they have
     */
    Changes fold(Map<UUID, RunState> runs, Map<RunMetric, MetricState> metrics) {
        for (ConsumerRecord<String, byte[]> stored : batch.records()) {
            Envelope envelope = null;
            try {
                envelope = decode(stored);
                fold(envelope, stored, runs, metrics);
            } catch (Unusable e) {
                dead(stored, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                throw new EventNotAppliedException(
                        stored.partition(), stored.offset(), envelope == null ? "a record" : told(envelope), e);
            }
        }
        changes.points.forEach(PointsGroup::close);
        return changes;
    }

    private static String told(Envelope envelope) {
        return envelope.event().getClass().getSimpleName() + " of "
                + envelope.event().subject();
    }

    private void fold(
            Envelope envelope,
            ConsumerRecord<String, byte[]> stored,
            Map<UUID, RunState> runs,
            Map<RunMetric, MetricState> metrics)
            throws Unusable {
        if (asked.isRepeated(envelope)) {
            return;
        }
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
                boolean open = !known(runs, subject).shelf().isPurged();
                // That a checkpoint was let go of is no revision of what people named and shelved.
                if (move(envelope, runs) || (open && keeping instanceof Event.CheckpointPruned)) {
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
        asked.add(envelope);
    }

    private void create(
            Event.RunCreated created,
            Envelope envelope,
            ConsumerRecord<String, byte[]> stored,
            Map<UUID, RunState> runs)
            throws Unusable {
        Params params = params(created.spec()); // first: of a run that is not there nothing may be left
        RunState state = RunState.of(created, envelope.time());
        runs.put(created.subject(), state);
        changes.runs.put(created.subject(), state);
        created.tags().forEach((key, value) -> changes.kept.tag(created.subject(), key, Optional.of(value)));
        changes.created.put(
                created.subject(), new NewRun(created, params, stored.partition(), stored.offset(), envelope.time()));
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
        long step = started.resumeStep();
        metrics.forEach((key, metric) -> {
            if (key.run().equals(started.subject())) {
                metric.resumed(step);
                changes.metrics.put(key, metric);
            }
        });
    }

    private void measured(Event.MetricsRecorded points, int number, Map<RunMetric, MetricState> metrics) {
        if (points.steps().length > 0) {
            changes.add(number, points, name -> state(points.subject(), name, metrics));
        }
    }

    private MetricState state(UUID run, String metric, Map<RunMetric, MetricState> metrics) {
        return metrics.computeIfAbsent(new RunMetric(run, metric), k -> {
            changes.newMetrics.add(metric);
            return new MetricState();
        });
    }

    private void refused(Event.OfAttempt word, Instant time) {
        changes.refusals.merge(
                new RunAttempt(word.subject(), word.origin().attempt()),
                new Refusal(time, 1, new Stretches(word.origin().sequence())),
                (before, one) -> new Refusal(
                        before.firstAt(), before.events() + 1, before.numbers().with(one.numbers())));
    }

    private void check(Event.OfAttempt word) throws Unusable {
        if (word instanceof Event.MetricsRecorded points && !changes.takes(points)) {
            Set<String> names = new HashSet<>();
            for (var metric : points.metrics()) {
                if (!names.add(metric.name())) {
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

    private Envelope decode(ConsumerRecord<String, byte[]> stored) throws Unusable {
        Event.RecordSkipped skip = batch.skipped().get(stored.offset());
        if (skip != null) {
            throw new Unusable("skipped by " + skip.by() + ": " + skip.reason());
        }
        Envelope envelope;
        try {
            envelope = EventCodec.decode(stored);
        } catch (UndecodableRecordException e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // whatever bytes do to the decoder, they must not stop the partition
            throw new Unusable("the decoder failed: " + e);
        }
        // To the letter: an id in capitals is the same one, but stands in another partition.
        if (!envelope.event().subject().toString().equals(stored.key())) {
            throw new Unusable("its key is '" + stored.key() + "', its subject "
                    + envelope.event().subject() + ": only records of one key keep their order");
        }
        return storable(envelope);
    }

    /** With its metrics called as they are stored: names that PostgreSQL cannot tell apart are one metric, in whatever batch. */
    private static Envelope storable(Envelope envelope) {
        if (!(envelope.event() instanceof Event.MetricsRecorded points) || areStorable(points.metrics())) {
            return envelope;
        }
        List<Metric> metrics = points.metrics().stream()
                .map(metric -> new Metric(Binder.storable(metric.name()), metric.fromReference()))
                .toList();
        var stored = new Event.MetricsRecorded(
                points.subject(),
                points.origin(),
                metrics,
                points.steps(),
                points.taus(),
                points.wallMs(),
                points.values());
        return new Envelope(envelope.id(), envelope.source(), envelope.time(), stored);
    }

    private static boolean areStorable(List<Metric> metrics) {
        for (Metric metric : metrics) {
            if (!Binder.storable(metric.name()).equals(metric.name())) {
                return false;
            }
        }
        return true;
    }

    static Optional<UUID> uuid(@Nullable String key) {
        try {
            return key == null ? Optional.empty() : Optional.of(UUID.fromString(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
