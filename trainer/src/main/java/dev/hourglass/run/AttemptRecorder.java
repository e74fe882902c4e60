package dev.hourglass.run;

import dev.hourglass.blob.BlobStore;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Clock;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.Provenance;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an attempt says, in the order that readers rely on: points and log lines reach the log before the checkpoint or the end
 * that follows them, so that whoever goes on from a checkpoint misses no point before it.
 */
final class AttemptRecorder {

    /** How long a point may wait for company: as long as a watcher may. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** Of a stack trace, in characters; a deep recursion has more than an event may. */
    private static final int MOST_TRACE = 200_000;

    private final AttemptJournal journal;
    private final PointBatches points;
    private final AttemptLog lines = new AttemptLog();
    private long flushedAt = System.nanoTime();

    AttemptRecorder(AttemptJournal journal) {
        this.journal = journal;
        this.points = new PointBatches(journal);
    }

    void started(Optional<UUID> follows, long step, double tau, Optional<String> checkpoint, Provenance provenance) {
        Clock clock = journal.clock(step, tau);
        journal.record((run, origin) -> new Event.AttemptStarted(run, origin, follows, clock, checkpoint, provenance));
    }

    /** @param values one for each metric. Not copied, not modified. */
    void points(long step, double tau, List<Metric> metrics, double[] values) {
        points.add(step, tau, metrics, values);
    }

    void spectrum(long step, double tau, String matrix, double[] values) {
        Clock clock = journal.clock(step, tau);
        journal.record((run, origin) -> new Event.SpectrumRecorded(run, origin, clock, matrix, values));
    }

    /** @param edges rising, one more than counts */
    void distribution(long step, double tau, String name, double[] edges, long[] counts) {
        Clock clock = journal.clock(step, tau);
        journal.record((run, origin) -> new Event.DistributionRecorded(run, origin, clock, name, edges, counts));
    }

    void line(String text) {
        lines.add(Instant.ofEpochMilli(journal.wallMs()), text);
    }

    /** Between two steps: gives on what has waited long enough. Costs a look at the clock. */
    void flushIfDue(long step, double tau) {
        if (points.isEmpty() && lines.isEmpty()) {
            return;
        }
        if (System.nanoTime() - flushedAt >= PATIENCE.toNanos()) {
            flush(step, tau);
        }
    }

    void checkpoint(long step, double tau, BlobStore.Stored blob, CheckpointReason reason) {
        flush(step, tau);
        Clock clock = journal.clock(step, tau);
        journal.record((run, origin) ->
                new Event.CheckpointSaved(run, origin, clock, blob.sha256(), blob.bytes(), blob.location(), reason));
    }

    void paused(long step, double tau, String reason) {
        flush(step, tau);
        Clock clock = journal.clock(step, tau);
        journal.record((run, origin) -> new Event.RunPaused(run, origin, clock, reason));
    }

    void completed(long step, double tau, String reason) {
        flush(step, tau);
        Clock clock = journal.clock(step, tau);
        journal.record((run, origin) -> new Event.RunCompleted(run, origin, clock, reason));
    }

    void cancelled(long step, double tau, String reason) {
        flush(step, tau);
        Clock clock = journal.clock(step, tau);
        journal.record((run, origin) -> new Event.RunCancelled(run, origin, clock, reason));
    }

    void failed(long step, double tau, Throwable error) {
        flush(step, tau);
        Clock clock = journal.clock(step, tau);
        String message = error.getMessage() == null ? error.getClass().getName() : error.getMessage();
        journal.record((run, origin) -> new Event.RunFailed(run, origin, clock, message, stackTrace(error)));
    }

    Clock clock(long step, double tau) {
        return journal.clock(step, tau);
    }

    void flush(long step, double tau) {
        points.flush();
        for (String piece : lines.take()) {
            Clock clock = journal.clock(step, tau);
            journal.record((run, origin) -> new Event.LogRecorded(run, origin, clock, piece));
        }
        flushedAt = System.nanoTime();
    }

    private static String stackTrace(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        String whole = text.toString();
        return whole.length() <= MOST_TRACE ? whole : whole.substring(0, MOST_TRACE);
    }
}
