package dev.hourglass.events.codec;

import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Clock;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.Origin;
import dev.hourglass.events.Provenance;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.SweepMember;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return Stream.of(
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
                new Event.MetricsRecorded(
                        RUN,
                        ORIGIN,
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
                new Event.CheckpointSaved(RUN, ORIGIN, CLOCK, SHA, 12, "somewhere", CheckpointReason.WAITING_TIME),
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
                new Event.RecordSkipped(RUN, 3, 1L << 40, "its tag breaks an index", "someone"));
    }
}
