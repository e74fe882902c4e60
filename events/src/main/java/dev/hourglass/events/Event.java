package dev.hourglass.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Something that happened. Ordered within a subject (a run or a sweep); nothing is promised across subjects. Every record is
 * valid by construction: a wrong value is an {@link IllegalArgumentException} that names it.
 */
public sealed interface Event {

    /** What it happened to: a run's id, or a sweep's. Also the key of its record in the log. */
    UUID subject();

    /** What a worker did: carries the attempt and a gapless sequence number. */
    sealed interface OfAttempt extends Event {
        Origin origin();
    }

    /** What ends an attempt for good; the clock is the state's that was reached. */
    sealed interface End extends OfAttempt {
        Clock clock();

        /** For people, never parsed. */
        String reason();
    }

    /** What training gives, again and again. */
    sealed interface Recording extends OfAttempt {}

    /** What a person, or the tracker for them, asks of a run. */
    sealed interface Request extends Event {
        String by();
    }

    /** What a person, or the tracker for them, writes on a run or does with it as a whole; its training does not notice. */
    sealed interface Keeping extends Event {
        String by();
    }

    /** The run was accepted. Holds all that is needed to repeat it. */
    record RunCreated(
            UUID subject,
            String name,
            String experiment,
            RunKind kind,
            String spec,
            String specSha256,
            Optional<BranchPoint> parent,
            Optional<SweepMember> sweep,
            String by,
            Map<String, String> tags)
            implements Event {
        public RunCreated {
            RunName.check(name);
            Checks.text("experiment", experiment, 200);
            Checks.sha256("specSha256", specSha256);
            tags = Map.copyOf(tags);
            tags.forEach(Checks::tag);
        }
    }

    /** Runs for every combination of a spec's lists follow, each with an id derived from the sweep's and its index. */
    record SweepCreated(UUID subject, String experiment, String spec, int members, String by) implements Event {
        public SweepCreated {
            Checks.text("experiment", experiment, 200);
            Checks.notNegative("members", members);
        }
    }

    /**
     * A worker took the run. With a checkpoint at step s everything beyond s of earlier attempts is superseded; without one,
     * everything, unless it says that it continues: somebody's own program keeps its states where we do not see them.
     *
     * @param follows the attempt before this one; the event is refused if another is the current one
     * @param clock from where it goes on
     * @param checkpoint SHA-256 of the state it starts from; empty: the spec's own start
     * @param continues goes on from the clock's step, though no checkpoint of ours is named
     */
    record AttemptStarted(
            UUID subject,
            Origin origin,
            Optional<UUID> follows,
            Clock clock,
            Optional<String> checkpoint,
            Provenance provenance,
            boolean continues)
            implements OfAttempt {
        public AttemptStarted {
            checkpoint.ifPresent(sha -> Checks.sha256("checkpoint", sha));
        }

        /** By a worker, which goes on from checkpoints alone. */
        public AttemptStarted(
                UUID subject,
                Origin origin,
                Optional<UUID> follows,
                Clock clock,
                Optional<String> checkpoint,
                Provenance provenance) {
            this(subject, origin, follows, clock, checkpoint, provenance, false);
        }

        /** What earlier attempts recorded beyond it no longer counts; -1: all of it. */
        public long resumeStep() {
            return continues || checkpoint.isPresent() ? clock.step() : -1;
        }
    }

    /**
     * Scalars observed by one attempt, in columns.
     *
     * @param steps counts updates from 0; normally rises, but what does not is kept and counted, never dropped
     * @param taus sum of the learning rates up to each step
     * @param wallMs UTC milliseconds by the recorder's clock
     * @param values {@code values[m][i]} is metric m at point i, NaN and infinities included
     */
    record MetricsRecorded(
            UUID subject,
            Origin origin,
            List<Metric> metrics,
            long[] steps,
            double[] taus,
            long[] wallMs,
            double[][] values)
            implements Recording {
        public MetricsRecorded {
            metrics = List.copyOf(metrics);
            Checks.length("taus", taus.length, steps.length);
            Checks.length("wallMs", wallMs.length, steps.length);
            Checks.length("values", values.length, metrics.size());
            for (int m = 0; m < values.length; m++) {
                Checks.length("values of " + metrics.get(m).name(), values[m].length, steps.length);
            }
            for (long step : steps) {
                Checks.notNegative("steps", step);
            }
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof MetricsRecorded that
                    && subject.equals(that.subject)
                    && origin.equals(that.origin)
                    && metrics.equals(that.metrics)
                    && Arrays.equals(steps, that.steps)
                    && Arrays.equals(taus, that.taus)
                    && Arrays.equals(wallMs, that.wallMs)
                    && Arrays.deepEquals(values, that.values);
        }

        @Override
        public int hashCode() {
            return 31 * origin.hashCode() + Arrays.hashCode(steps);
        }
    }

    /** Ordered values of one matrix at one time, largest first. */
    record SpectrumRecorded(UUID subject, Origin origin, Clock clock, String matrix, double[] values)
            implements Recording {
        public SpectrumRecorded {
            Checks.text("matrix", matrix, 100);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof SpectrumRecorded that
                    && subject.equals(that.subject)
                    && origin.equals(that.origin)
                    && clock.equals(that.clock)
                    && matrix.equals(that.matrix)
                    && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return 31 * origin.hashCode() + Arrays.hashCode(values);
        }
    }

    /**
     * A histogram at one time.
     *
     * @param edges of the bins, rising, one more than bins
     * @param counts what fell into each bin, its lower edge included
     */
    record DistributionRecorded(UUID subject, Origin origin, Clock clock, String name, double[] edges, long[] counts)
            implements Recording {
        public DistributionRecorded {
            Checks.text("name", name, 100);
            Checks.length("edges of " + name, edges.length, counts.length + 1);
            for (int i = 0; i < counts.length; i++) {
                Checks.notNegative("counts of " + name, counts[i]);
                if (!(edges[i] < edges[i + 1])) {
                    throw new IllegalArgumentException(
                            "edges of " + name + " do not rise from " + edges[i] + " to " + edges[i + 1]);
                }
            }
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof DistributionRecorded that
                    && subject.equals(that.subject)
                    && origin.equals(that.origin)
                    && clock.equals(that.clock)
                    && name.equals(that.name)
                    && Arrays.equals(edges, that.edges)
                    && Arrays.equals(counts, that.counts);
        }

        @Override
        public int hashCode() {
            return 31 * origin.hashCode() + Arrays.hashCode(counts);
        }
    }

    /** A function at one time: {@code ys[i]} is its value at {@code xs[i]}, NaN and infinities included. */
    record CurveRecorded(UUID subject, Origin origin, Clock clock, String name, double[] xs, double[] ys)
            implements Recording {
        public CurveRecorded {
            Checks.text("name", name, 100);
            Checks.length("ys of " + name, ys.length, xs.length);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof CurveRecorded that
                    && subject.equals(that.subject)
                    && origin.equals(that.origin)
                    && clock.equals(that.clock)
                    && name.equals(that.name)
                    && Arrays.equals(xs, that.xs)
                    && Arrays.equals(ys, that.ys);
        }

        @Override
        public int hashCode() {
            return 31 * origin.hashCode() + Arrays.hashCode(ys);
        }
    }

    /** What the attempt logged since its last such event. */
    record LogRecorded(UUID subject, Origin origin, Clock clock, String text) implements Recording {}

    /** The whole state was written, synced and renamed; only then announced. */
    record CheckpointSaved(
            UUID subject,
            Origin origin,
            Clock clock,
            String sha256,
            long bytes,
            String location,
            CheckpointReason reason)
            implements OfAttempt {
        public CheckpointSaved {
            Checks.sha256("sha256", sha256);
            Checks.notNegative("bytes", bytes);
        }
    }

    record RunPaused(UUID subject, Origin origin, Clock clock, String reason) implements End {}

    record RunCompleted(UUID subject, Origin origin, Clock clock, String reason) implements End {}

    /** Training stopped by its own error. */
    record RunFailed(UUID subject, Origin origin, Clock clock, String reason, String stackTrace) implements End {}

    record RunCancelled(UUID subject, Origin origin, Clock clock, String reason) implements End {}

    record PauseRequested(UUID subject, String by) implements Request {}

    record ResumeRequested(UUID subject, String by) implements Request {}

    record CancelRequested(UUID subject, String by) implements Request {}

    record CheckpointRequested(UUID subject, String by) implements Request {}

    /** The current attempt's heartbeats stopped for {@code silentMs}. */
    record RunLost(UUID subject, UUID attempt, long silentMs) implements Event {}

    /** An attempt that was given up as lost speaks again, and no other has taken its place. */
    record RunFound(UUID subject, UUID attempt) implements Event {}

    /**
     * An admin decided that a record which stops the projection is passed over. Stands in the very partition it speaks of, behind
     * that record, so that it is found there.
     *
     * @param subject of the record that is passed over
     * @param offset of that record
     * @param reason for people, never parsed
     */
    record RecordSkipped(UUID subject, int partition, long offset, String reason, String by) implements Event {
        public RecordSkipped {
            Checks.notNegative("partition", partition);
            Checks.notNegative("offset", offset);
            Checks.text("reason", reason, 2000);
        }
    }

    /** Puts a tag on the run, in place of one with the same key. */
    record RunTagged(UUID subject, String key, String value, String by) implements Keeping {
        public RunTagged {
            Checks.tag(key, value);
        }
    }

    record RunUntagged(UUID subject, String key, String by) implements Keeping {}

    /** @param note names it for ever */
    record NoteAdded(UUID subject, UUID note, String text, String by) implements Keeping {

        /** Of the text in UTF-8: what an event may have, less room for the rest. */
        public static final int MAX_BYTES = 890_000;

        public NoteAdded {
            Checks.text("note", text, MAX_BYTES);
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                throw new IllegalArgumentException("note has " + bytes + " bytes in UTF-8, may have " + MAX_BYTES);
            }
        }
    }

    record NoteRemoved(UUID subject, UUID note, String by) implements Keeping {}

    /** @param ifRevision says nothing unless so many events of this kind have been said of the run; empty: in any case */
    record RunRenamed(UUID subject, String name, OptionalLong ifRevision, String by) implements Keeping {
        public RunRenamed {
            RunName.check(name);
        }
    }

    /** Out of the way, as it is. */
    record RunArchived(UUID subject, String by) implements Keeping {}

    /** Into the trash: executed no more, and purged in time. */
    record RunTrashed(UUID subject, String by) implements Keeping {}

    /** Back from the trash or the archive. */
    record RunRestored(UUID subject, String by) implements Keeping {}

    /**
     * What a run in the trash recorded is given up, for good; its events stay in the log. Of a run that was restored before, it says
     * nothing.
     *
     * @param inheritUntilMs UTC; branches created later inherit nothing of it: from then on it is settled who does
     */
    record RunPurged(UUID subject, long inheritUntilMs, String by) implements Keeping {

        /** For {@code inheritUntilMs}, after the purge: what is on its way then has arrived, whatever clocks say. */
        public static final Duration GRACE = Duration.ofHours(1);

        public static RunPurged of(UUID subject, Instant inheritUntil, String by) {
            return new RunPurged(subject, inheritUntil.toEpochMilli(), by);
        }

        public Instant inheritUntil() {
            return Instant.ofEpochMilli(inheritUntilMs);
        }
    }

    /** The run lets go of this state; its bytes go when nothing else names them. */
    record CheckpointPruned(UUID subject, String sha256, long step, String by) implements Keeping {
        public CheckpointPruned {
            Checks.sha256("sha256", sha256);
            Checks.notNegative("step", step);
        }
    }

    /**
     * An experiment is shown by another title. Runs go on to name it as they did.
     *
     * @param subject derived from the name, so that the titles of one experiment are ordered
     * @param experiment as runs name it
     */
    record ExperimentRenamed(UUID subject, String experiment, String title, String by) implements Event {
        public ExperimentRenamed {
            Checks.text("experiment", experiment, 200);
            Checks.text("title", title, 200);
            if (!subject.equals(DerivedIds.experiment(experiment))) {
                throw new IllegalArgumentException("subject is " + subject + ", of experiment '" + experiment
                        + "' it must be " + DerivedIds.experiment(experiment));
            }
        }
    }
}
