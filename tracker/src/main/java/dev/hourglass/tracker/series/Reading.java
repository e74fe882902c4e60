package dev.hourglass.tracker.series;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Gives sinks the points of one metric, a bounded number of them in memory at a time. */
final class Reading {

    /** Points of the parts that are fetched together: two large chunks, or very many small ones. */
    private static final int TOGETHER = 1 << 17;

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
        walk(sink, false);
    }

    Points points(long most, Scale scale) throws SQLException {
        var points = new Points(most, scale);
        walk(points, true);
        return points;
    }

    Points buckets(Extent extent, int most, Scale scale) throws SQLException {
        var buckets = new Buckets(extent, most, scale);
        walk(buckets, true);
        return buckets.points();
    }

    private void walk(Sink sink, boolean withValues) throws SQLException {
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
