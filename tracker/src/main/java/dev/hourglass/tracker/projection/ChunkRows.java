package dev.hourglass.tracker.projection;

import dev.hourglass.events.Metric;
import dev.hourglass.tracker.readmodel.Blocks;
import dev.hourglass.tracker.readmodel.ClockRange;
import dev.hourglass.tracker.readmodel.Columns;
import java.sql.SQLException;
import java.util.UUID;

/** The rows of chunks: packed columns, and beside them what readers need to know before they unpack. */
final class ChunkRows {

    static final String CLOCKS =
            "clock_chunk (run, number, sequence, fresh, points, ascending, least_tau, greatest_tau, last_tau, "
                    + "least_wall_ms, greatest_wall_ms, last_wall_ms, coarse_blocks, blocks, steps, taus, wall_ms)";

    static final String SERIES =
            "series_chunk (run, metric, number, sequence, fresh, from_reference, points, first_step, last_step, "
                    + "least, least_step, greatest, greatest_step, last, coarse_blocks, blocks, vals)";

    private ChunkRows() {}

    /**
     * @param sequence of the first event in the chunk
     * @param fresh false if it was gathered from others
     */
    record Key(UUID run, int number, long sequence, boolean fresh) {}

    static void clocks(BinaryCopy out, Key key, long[] steps, double[] taus, long[] wallMs) throws SQLException {
        int points = steps.length;
        ClockRange range = ClockRange.of(steps, taus, wallMs, 0, points);
        out.row(17)
                .uuid(key.run)
                .integer(key.number)
                .number(key.sequence)
                .flag(key.fresh)
                .integer(points);
        out.flag(range.ascending()).real(range.leastTau()).real(range.greatestTau());
        out.real(range.lastTau()).number(range.leastWallMs()).number(range.greatestWallMs());
        out.number(range.lastWallMs());
        for (int size : new int[] {Blocks.COARSE, Blocks.FINE}) {
            if (Blocks.count(points, size) == 0) {
                out.nothing();
            } else {
                out.bytes(Blocks.ofClocks(steps, taus, wallMs, size));
            }
        }
        out.bytes(Columns.pack(steps)).bytes(Columns.packRising(taus)).bytes(Columns.pack(wallMs));
    }

    static void series(BinaryCopy out, Key key, Metric metric, Summary all, double[] values) throws SQLException {
        out.row(17)
                .uuid(key.run)
                .text(metric.name())
                .integer(key.number)
                .number(key.sequence)
                .flag(key.fresh);
        out.flag(metric.fromReference()).integer(values.length).number(all.firstStep);
        out.number(all.lastStep);
        extreme(out, all.least, all.leastStep);
        extreme(out, all.greatest, all.greatestStep);
        out.real(all.last);
        for (int size : new int[] {Blocks.COARSE, Blocks.FINE}) {
            if (Blocks.count(values.length, size) == 0) {
                out.nothing();
            } else {
                out.bytes(Blocks.ofValues(values, size));
            }
        }
        out.bytes(Columns.pack(values));
    }

    private static void extreme(BinaryCopy out, double value, long step) throws SQLException {
        if (step == Summary.NO_STEP) {
            out.nothing().nothing();
        } else {
            out.real(value).number(step);
        }
    }
}
