package dev.hourglass.tracker.series;

import dev.hourglass.tracker.readmodel.Blocks;
import dev.hourglass.tracker.readmodel.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a chunk's blocks come to, coarse and fine; none of a size that was not read, or where the chunk is no longer than one block. */
record ChunkBlocks(ChunkRef chunk, Stretch[] coarse, Stretch[] fine) {

    /** As they are stored, of the clocks or of the values. */
    record Packed(byte @Nullable [] coarse, byte @Nullable [] fine) {

        static Packed of(ResultSet row) throws SQLException {
            return new Packed(row.getBytes("coarse_blocks"), row.getBytes("blocks"));
        }
    }

    /** Without the fine ones. */
    static ChunkBlocks coarse(ChunkRef chunk, byte @Nullable [] clocks, byte @Nullable [] values) {
        return new ChunkBlocks(
                chunk, stretches(chunk.points(), Blocks.COARSE, clocks, Optional.ofNullable(values)), new Stretch[0]);
    }

    /** @param values empty while values are not asked for */
    static ChunkBlocks of(ChunkRef chunk, Packed clocks, Optional<Packed> values) {
        return new ChunkBlocks(
                chunk,
                stretches(chunk.points(), Blocks.COARSE, clocks.coarse, values.map(Packed::coarse)),
                stretches(chunk.points(), Blocks.FINE, clocks.fine, values.map(Packed::fine)));
    }

    private static Stretch[] stretches(int points, int size, byte @Nullable [] clocks, Optional<byte[]> values) {
        int blocks = Blocks.count(points, size);
        if (blocks == 0 || clocks == null) {
            return new Stretch[0];
        }
        long[] marks = Columns.longs(clocks, 8 * blocks);
        double @Nullable [] reduced =
                values.map(packed -> Columns.doubles(packed, 3 * blocks)).orElse(null);
        Stretch[] stretches = new Stretch[blocks];
        for (int b = 0; b < blocks; b++) {
            stretches[b] = new Stretch(
                    Math.min(size, points - b * size),
                    marks[b],
                    marks[blocks + b],
                    Double.longBitsToDouble(marks[2 * blocks + b]),
                    Double.longBitsToDouble(marks[3 * blocks + b]),
                    Double.longBitsToDouble(marks[4 * blocks + b]),
                    marks[5 * blocks + b],
                    marks[6 * blocks + b],
                    marks[7 * blocks + b],
                    reduced == null ? Double.NaN : reduced[b],
                    reduced == null ? Double.NaN : reduced[blocks + b],
                    reduced == null ? Double.NaN : reduced[2 * blocks + b]);
        }
        return stretches;
    }
}
