package dev.hourglass.tracker.projection;

import dev.hourglass.events.Clock;
import dev.hourglass.events.Event;
import dev.hourglass.tracker.projection.Changes.Told;
import dev.hourglass.tracker.readmodel.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Writes what comes in masses: points in chunks, spectra, checkpoints, log texts. */
final class PointsWriter {

    private static final String SPECTRA = "spectrum (run, matrix, number, sequence, step, tau, wall_ms, size, vals)";

    private static final String DISTRIBUTIONS =
            "distribution (run, name, number, sequence, step, tau, wall_ms, size, edges, counts)";

    private static final String CURVES = "curve (run, name, number, sequence, step, tau, wall_ms, size, xs, ys)";

    private static final String CHECKPOINTS =
            "checkpoint (run, attempt, sequence, number, sha256, step, tau, saved_at, bytes, location, reason)";

    private static final String LOGS = "log_piece (run, number, sequence, step, logged_at, text)";

    private final Connection connection;

    PointsWriter(Connection connection) {
        this.connection = connection;
    }

    void write(Changes changes) throws SQLException {
        copy(ChunkRows.CLOCKS, changes.points, PointsWriter::clocks);
        copy(ChunkRows.SERIES, changes.points, PointsWriter::series);
        copy(SPECTRA, changes.spectra, PointsWriter::spectrum);
        copy(DISTRIBUTIONS, changes.distributions, PointsWriter::distribution);
        copy(CURVES, changes.curves, PointsWriter::curve);
        copy(CHECKPOINTS, changes.checkpoints, PointsWriter::checkpoint);
        copy(LOGS, changes.logs, PointsWriter::log);
    }

    private static void clocks(BinaryCopy out, PointsGroup group) throws SQLException {
        ChunkRows.clocks(out, group.key(), group.steps(), group.taus(), group.wallMs());
    }

    private static void series(BinaryCopy out, PointsGroup group) throws SQLException {
        long[] steps = group.steps();
        for (int m = 0; m < group.metrics.size(); m++) {
            double[] values = group.values(m);
            Summary all = Summary.of(steps, values, 0, steps.length);
            ChunkRows.series(out, group.key(), group.metrics.get(m), all, values);
        }
    }

    private static void spectrum(BinaryCopy out, Told<Event.SpectrumRecorded> told) throws SQLException {
        Event.SpectrumRecorded spectrum = told.event();
        place(out.row(9), told.number(), spectrum, spectrum.matrix(), spectrum.clock())
                .integer(spectrum.values().length)
                .bytes(Columns.pack(spectrum.values()));
    }

    private static void distribution(BinaryCopy out, Told<Event.DistributionRecorded> told) throws SQLException {
        Event.DistributionRecorded histogram = told.event();
        place(out.row(10), told.number(), histogram, histogram.name(), histogram.clock())
                .integer(histogram.counts().length)
                .bytes(Columns.pack(histogram.edges()))
                .bytes(Columns.pack(histogram.counts()));
    }

    private static void curve(BinaryCopy out, Told<Event.CurveRecorded> told) throws SQLException {
        Event.CurveRecorded curve = told.event();
        place(out.row(10), told.number(), curve, curve.name(), curve.clock())
                .integer(curve.xs().length)
                .bytes(Columns.pack(curve.xs()))
                .bytes(Columns.pack(curve.ys()));
    }

    private static BinaryCopy place(BinaryCopy out, int number, Event.OfAttempt event, String name, Clock clock)
            throws SQLException {
        return out.uuid(event.subject())
                .text(name)
                .integer(number)
                .number(event.origin().sequence())
                .number(clock.step())
                .real(clock.tau())
                .number(clock.wallMs());
    }

    private static void checkpoint(BinaryCopy out, Told<Event.CheckpointSaved> told) throws SQLException {
        Event.CheckpointSaved saved = told.event();
        out.row(11)
                .uuid(saved.subject())
                .uuid(saved.origin().attempt())
                .number(saved.origin().sequence())
                .integer(told.number())
                .text(saved.sha256())
                .number(saved.clock().step())
                .real(saved.clock().tau())
                .time(Instant.ofEpochMilli(saved.clock().wallMs()))
                .number(saved.bytes())
                .text(saved.location())
                .text(saved.reason().word());
    }

    private static void log(BinaryCopy out, Told<Event.LogRecorded> told) throws SQLException {
        Event.LogRecorded log = told.event();
        out.row(6)
                .uuid(log.subject())
                .integer(told.number())
                .number(log.origin().sequence())
                .number(log.clock().step())
                .time(Instant.ofEpochMilli(log.clock().wallMs()))
                .text(log.text());
    }

    private interface Writing<T> {
        void write(BinaryCopy out, T row) throws SQLException;
    }

    private <T> void copy(String target, List<T> rows, Writing<T> writing) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var out = new BinaryCopy(connection, target)) {
            for (T row : rows) {
                writing.write(out, row);
            }
            out.end();
        }
    }
}
