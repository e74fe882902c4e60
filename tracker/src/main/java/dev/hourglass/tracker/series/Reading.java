package dev.hourglass.tracker.series;

import dev.hourglass.tracker.readmodel.Blocks;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Gives sinks the points of one metric, a bounded number of them in memory at a time. */
final class Reading {

    /** Points of the parts that are fetched together: two large chunks, or very many small ones. */
    private static final int TOGETHER = 1 << 17;

    /** Points of those whose blocks are fetched together. */
    private static final int BLOCKS_TOGETHER = 1 << 22;

    private final ChunkLoader loader;
    private final Placement placement;
    private final List<Part> parts;

    /** @param parts in ascending steps */
    Reading(ChunkLoader loader, Placement placement, List<Part> parts) {
        this.loader = loader;
        this.placement = placement;
        this.parts = parts;
    }

    /** Without values, which need not be fetched for it. */
    void clocks(Sink sink) throws SQLException {
        walk(parts, sink, false);
    }

    Points points(long most, Scale scale) throws SQLException {
        var points = new Points(most, scale);
        walk(parts, points, true);
        return points;
    }

    Points buckets(Extent extent, int most, Scale scale) throws SQLException {
        var buckets = new Buckets(extent, most, scale);
        List<Part> rest = parts;
        if (Buckets.isVeryLong(extent, most)) {
            rest = byBlocks(rest, Blocks.COARSE, loader::coarse, buckets);
        }
        if (Buckets.isLong(extent, most)) {
            rest = byBlocks(rest, Blocks.FINE, loader::blocks, buckets);
        }
        walk(rest, buckets, true);
        return buckets.points();
    }

    private interface BlockLoader {
        List<ChunkBlocks> load(List<ChunkRef> chunks) throws SQLException;
    }

    /**
     * Gives a sink that takes points in any order what goes by blocks alone.
     *
     * @param size of a block that is loaded
     * @return the rest
     */
    private List<Part> byBlocks(List<Part> of, int size, BlockLoader blocks, Sink sink) throws SQLException {
        var walk = new Walk(placement, sink);
        List<Part> rest = new ArrayList<>();
        List<ChunkRef> together = new ArrayList<>();
        int points = 0;
        for (Part part : of) {
            ChunkRef chunk = part.chunks().getFirst();
            if (!part.ascending() || chunk.points() <= size) {
                rest.add(part);
            } else if (!walk.done(chunk, chunk.whole())) {
                together.add(chunk);
                points += chunk.points();
            }
            if (points >= BLOCKS_TOGETHER) {
                rest.addAll(byBlocks(blocks.load(together), walk));
                together.clear();
                points = 0;
            }
        }
        if (!together.isEmpty()) {
            rest.addAll(byBlocks(blocks.load(together), walk));
        }
        return rest;
    }

    private static List<Part> byBlocks(List<ChunkBlocks> loaded, Walk walk) {
        List<Part> rest = new ArrayList<>();
        for (ChunkBlocks blocks : loaded) {
            if (walk.goesBy(blocks)) {
                walk.blocks(blocks);
            } else {
                rest.add(new Part(List.of(blocks.chunk())));
            }
        }
        return rest;
    }

    private void walk(List<Part> parts, Sink sink, boolean withValues) throws SQLException {
        var walk = new Walk(placement, sink);
        List<Part> together = new ArrayList<>();
        int points = 0;
        for (Part part : parts) {
            boolean done = part.ascending()
                    && walk.done(
                            part.chunks().getFirst(), part.chunks().getFirst().whole());
            if (!done) {
                together.add(part);
                points += part.points();
            }
            if (points >= TOGETHER) {
                walk(together, walk, sink, withValues);
                together.clear();
                points = 0;
            }
            if (sink.full()) {
                return;
            }
        }
        if (!together.isEmpty()) {
            walk(together, walk, sink, withValues);
        }
    }

    private void walk(List<Part> together, Walk walk, Sink sink, boolean withValues) throws SQLException {
        List<ChunkRef> chunks =
                together.stream().flatMap(part -> part.chunks().stream()).toList();
        Iterator<ChunkData> data = loader.load(chunks, withValues).iterator();
        for (Part part : together) {
            if (part.ascending()) {
                walk.chunk(data.next());
            } else {
                new Tangle(Stream.generate(data::next)
                                .limit(part.chunks().size())
                                .toList())
                        .walk(placement, sink);
            }
        }
    }
}
