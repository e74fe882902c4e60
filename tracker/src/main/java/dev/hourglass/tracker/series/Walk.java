package dev.hourglass.tracker.series;

import dev.hourglass.tracker.readmodel.Blocks;
import dev.hourglass.tracker.readmodel.Column;
import java.util.Optional;

/** Gives a sink one chunk in ascending steps: by whole, by coarse and fine blocks, or point by point where those do not do. */
final class Walk {

    /** Fine blocks of a coarse one. */
    private static final int EACH = Blocks.COARSE / Blocks.FINE;

    private final Placement placement;
    private final Sink sink;
    private final long[] blockSteps = new long[Blocks.FINE];
    private final long[] blockTaus = new long[Blocks.FINE];
    private final long[] blockWallMs = new long[Blocks.FINE];
    private final long[] blockValues = new long[Blocks.FINE];
    private final double[] blockXs = new double[Blocks.FINE];

    Walk(Placement placement, Sink sink) {
        this.placement = placement;
        this.sink = sink;
    }

    /** @return whether nothing is left to do: the stretch was taken, or none of it is wanted */
    boolean done(ChunkRef chunk, Stretch stretch) {
        if (isOutside(chunk, stretch)) {
            return true;
        }
        double least = placement.least(stretch);
        double greatest = placement.greatest(stretch);
        if (!wantsAll(chunk, stretch) || !sink.takes(least, greatest)) {
            return false;
        }
        sink.stretch(stretch, least, greatest, placement.last(stretch), chunk.inherited());
        return true;
    }

    /** Whether the chunk's blocks would do, so that its points need not be fetched. */
    boolean goesBy(ChunkBlocks blocks) {
        ChunkRef chunk = blocks.chunk();
        if (blocks.coarse().length == 0) {
            return goesBy(blocks, 0, blocks.fine().length);
        }
        for (int b = 0; b < blocks.coarse().length; b++) {
            if (!wouldDo(chunk, blocks.coarse()[b]) && !goesBy(blocks, b * EACH, endOfFine(blocks, b))) {
                return false;
            }
        }
        return true;
    }

    /** Never where there are none: they were not read. */
    private boolean goesBy(ChunkBlocks blocks, int from, int to) {
        if (from >= to) {
            return false;
        }
        for (int b = from; b < to; b++) {
            if (!wouldDo(blocks.chunk(), blocks.fine()[b])) {
                return false;
            }
        }
        return true;
    }

    private boolean wouldDo(ChunkRef chunk, Stretch stretch) {
        return isOutside(chunk, stretch)
                || (wantsAll(chunk, stretch) && sink.takes(placement.least(stretch), placement.greatest(stretch)));
    }

    private boolean isOutside(ChunkRef chunk, Stretch stretch) {
        return stretch.firstStep() > chunk.limit() || placement.wantsNone(stretch);
    }

    private boolean wantsAll(ChunkRef chunk, Stretch stretch) {
        return stretch.lastStep() <= chunk.limit() && placement.wantsAll(stretch);
    }

    private static int endOfFine(ChunkBlocks blocks, int coarse) {
        return Math.min((coarse + 1) * EACH, blocks.fine().length);
    }

    /** What {@link #goesBy} its blocks. */
    void blocks(ChunkBlocks blocks) {
        if (blocks.coarse().length == 0) {
            blocks(blocks, 0, blocks.fine().length);
        }
        for (int b = 0; b < blocks.coarse().length; b++) {
            if (!done(blocks.chunk(), blocks.coarse()[b])) {
                blocks(blocks, b * EACH, endOfFine(blocks, b));
            }
        }
    }

    private void blocks(ChunkBlocks blocks, int from, int to) {
        for (int b = from; b < to; b++) {
            if (!done(blocks.chunk(), blocks.fine()[b])) {
                throw new IllegalStateException("a block of " + blocks.chunk() + " is needed by points after all");
            }
        }
    }

    void chunk(ChunkData data) {
        var points = new ChunkPoints(data);
        Stretch[] coarse = data.blocks().coarse();
        Stretch[] fine = data.blocks().fine();
        if (coarse.length == 0) {
            fine(points, fine, 0, data.chunk().points());
        }
        for (int b = 0; b < coarse.length; b++) {
            if (!done(data.chunk(), coarse[b])) {
                int from = b * Blocks.COARSE;
                fine(points, fine, from, from + coarse[b].points());
            }
        }
    }

    private void fine(ChunkPoints points, Stretch[] fine, int from, int to) {
        if (fine.length == 0) {
            points.walk(from, to);
            return;
        }
        for (int at = from; at < to; at += Blocks.FINE) {
            Stretch block = fine[at / Blocks.FINE];
            if (!done(points.chunk, block)) {
                if (wantsAll(points.chunk, block)) {
                    points.all(at, at + block.points());
                } else {
                    points.walk(at, at + block.points());
                }
            }
        }
    }

    private final class ChunkPoints {
        private final ChunkRef chunk;
        private final Column steps;
        private final Column taus;
        private final Column wallMs;
        private final Optional<Column> values;

        ChunkPoints(ChunkData data) {
            chunk = data.chunk();
            steps = data.steps();
            taus = data.taus();
            wallMs = data.wallMs();
            values = data.column();
        }

        /** Of one fine block, which lies within a frame. */
        void all(int from, int to) {
            steps.copy(from, to, blockSteps);
            taus.copy(from, to, blockTaus);
            wallMs.copy(from, to, blockWallMs);
            values.ifPresent(column -> column.copy(from, to, blockValues));
            int points = to - from;
            placement.xs(blockSteps, blockTaus, blockWallMs, points, blockXs);
            sink.points(
                    blockSteps,
                    blockTaus,
                    blockWallMs,
                    blockXs,
                    values.isPresent() ? blockValues : null,
                    points,
                    chunk.inherited());
        }

        void walk(int from, int to) {
            for (int i = from; i < to && !sink.full(); i++) {
                long step = steps.number(i);
                if (step > chunk.limit()) {
                    return;
                }
                double tau = taus.real(i);
                long wall = wallMs.number(i);
                double x = placement.x(step, tau, wall);
                if (placement.wants(step, x)) {
                    sink.point(
                            step,
                            tau,
                            wall,
                            x,
                            values.isPresent() ? values.get().real(i) : Double.NaN,
                            chunk.inherited());
                }
            }
        }
    }
}
