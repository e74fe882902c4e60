package dev.hourglass.events.codec;

import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Clock;
import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.Origin;
import dev.hourglass.events.Provenance;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.SweepMember;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/** One event of every type, and of those with optional parts one with and one without. */
final class EventExamples {

    static final UUID RUN = UUID.fromString("01890000-0000-7000-8000-000000000001");
    static final UUID ATTEMPT = UUID.fromString("7b0c51a2-1c39-4c66-8a0e-3d3f0e1d0a01");
    private static final String SHA = "a".repeat(64);
    private static final Origin ORIGIN = new Origin(ATTEMPT, 7);
    private static final Clock CLOCK = new Clock(1250, 5.000000000000036, 1_790_000_000_123L);

    private EventExamples() {}

    static Stream<Event> all() {
        var parent = new BranchPoint(UUID.randomUUID(), ATTEMPT, 200_000, 80.00000000003, SHA);
        var provenance =
                new Provenance("0.1.0", "", "jsb-chorales", SHA, "25", "Linux", "some CPU", "openblas", 1, "w1");
        return Stream.concat(
                kept(),
                Stream.of(
                        new Event.RunCreated(
                                RUN,
                                "a name",
                                "aging-d2",
                                RunKind.QUEUED,
                                "{}",
                                SHA,
                                Optional.of(parent),
                                Optional.of(new SweepMember(UUID.randomUUID(), 3)),
                                "someone",
                                Map.of("stage", "paper", "ünï", "\u202Ecode")),
                        new Event.RunCreated(
                                RUN,
                                "a name",
                                "aging-d2",
                                RunKind.PUBLISHED,
                                "{}",
                                SHA,
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                Map.of()),
                        new Event.SweepCreated(UUID.randomUUID(), "widths", "system: {width: [1, 2]}", 2, "someone"),
                        new Event.AttemptStarted(
                                RUN,
                                new Origin(ATTEMPT, 0),
                                Optional.empty(),
                                new Clock(0, 0, 5),
                                Optional.empty(),
                                provenance),
                        new Event.AttemptStarted(
                                RUN, ORIGIN, Optional.of(UUID.randomUUID()), CLOCK, Optional.of(SHA), provenance),
                        new Event.AttemptStarted(
                                RUN,
                                new Origin(ATTEMPT, 0),
                                Optional.empty(),
                                CLOCK,
                                Optional.empty(),
                                provenance,
                                true),
                        new Event.MetricsRecorded(
                                RUN,
                                new Origin(ATTEMPT, 2048, 1023),
                                List.of(new Metric("nll", false), new Metric("msd", true)),
                                new long[] {1, 2, 2},
                                new double[] {0.1, 0.2, 0.30000000000000004},
                                new long[] {10, 20, 30},
                                new double[][] {
                                    {Double.NaN, Double.POSITIVE_INFINITY, -0.0},
                                    {Double.MIN_VALUE, Double.MAX_VALUE, 1 / 3.0}
                                }),
                        new Event.SpectrumRecorded(RUN, ORIGIN, CLOCK, "J0", new double[] {3.5, 0.1, 0}),
                        new Event.LogRecorded(RUN, ORIGIN, CLOCK, "a line\nand another"),
                        new Event.CheckpointSaved(
                                RUN, ORIGIN, CLOCK, SHA, 12, "somewhere", CheckpointReason.WAITING_TIME),
                        new Event.RunPaused(RUN, ORIGIN, CLOCK, "asked by someone"),
                        new Event.RunCompleted(RUN, ORIGIN, CLOCK, "reached step 10"),
                        new Event.RunFailed(RUN, ORIGIN, CLOCK, "no space left", "at dev.hourglass..."),
                        new Event.RunCancelled(RUN, ORIGIN, CLOCK, "asked by someone"),
                        new Event.PauseRequested(RUN, "someone"),
                        new Event.ResumeRequested(RUN, "someone"),
                        new Event.CancelRequested(RUN, "someone"),
                        new Event.CheckpointRequested(RUN, "someone"),
                        new Event.RunLost(RUN, ATTEMPT, 60_001),
                        new Event.RunFound(RUN, ATTEMPT),
                        new Event.RecordSkipped(RUN, 3, 1L << 40, "its tag breaks an index", "someone")));
    }

    private static Stream<Event> kept() {
        return Stream.of(
                new Event.RunTagged(RUN, "colour", "blue \u00e9\ud83c\udfb5", "ada"),
                new Event.RunUntagged(RUN, "colour", "ada"),
                new Event.NoteAdded(RUN, ATTEMPT, "line 1\nline 2", "ada"),
                new Event.NoteRemoved(RUN, ATTEMPT, "ada"),
                new Event.RunRenamed(RUN, "ember-fugue", OptionalLong.of(0), "ada"),
                new Event.RunRenamed(RUN, "ember-fugue", OptionalLong.empty(), "ada"),
                new Event.RunArchived(RUN, "ada"),
                new Event.RunTrashed(RUN, "ada"),
                new Event.RunRestored(RUN, "ada"),
                Event.RunPurged.of(RUN, Instant.ofEpochMilli(1_767_225_600_123L), "ada"),
                new Event.CheckpointPruned(RUN, SHA, 10_000, "ada"),
                new Event.ExperimentRenamed(DerivedIds.experiment("aging"), "aging", "Aging", "ada"),
                new Event.DistributionRecorded(
                        RUN, ORIGIN, CLOCK, "K", new double[] {Double.NEGATIVE_INFINITY, -0.0, 1}, new long[] {3, 0}),
                new Event.CurveRecorded(
                        RUN, ORIGIN, CLOCK, "nll", new double[] {0, 1, 2}, new double[] {1.5, Double.NaN, -0.0}));
    }
}
