package dev.hourglass.tracker.series;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chunks of one metric, in the log's order, that have no step in common with those of other parts. Most parts are one chunk in
 * ascending steps; where steps were recorded again, only the points themselves tell which value was the last.
 */
record Part(List<ChunkRef> chunks) {

    /** @param inLogOrder oldest ancestor first */
    static List<Part> of(List<ChunkRef> inLogOrder, Placement placement) {
        List<Part> parts = new ArrayList<>();
        List<Integer> members = new ArrayList<>();
        long reached = Long.MIN_VALUE;
        for (int i : byFirstStep(inLogOrder)) {
            ChunkRef chunk = inLogOrder.get(i);
            if (chunk.whole().firstStep() > reached && !members.isEmpty()) {
                add(parts, members, inLogOrder, placement);
                members.clear();
            }
            members.add(i);
            reached = Math.max(reached, chunk.lastStep());
        }
        add(parts, members, inLogOrder, placement);
        return parts;
    }

    private static List<Integer> byFirstStep(List<ChunkRef> chunks) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i).whole().firstStep() <= chunks.get(i).limit()) {
                order.add(i);
            }
        }
        order.sort(Comparator.comparingLong(i -> chunks.get(i).whole().firstStep()));
        return order;
    }

    private static void add(List<Part> parts, List<Integer> members, List<ChunkRef> chunks, Placement placement) {
        List<ChunkRef> part = members.stream().sorted().map(chunks::get).toList();
        if (!part.stream().allMatch(chunk -> placement.wantsNone(chunk.whole()))) {
            parts.add(new Part(part));
        }
    }

    /** Whether its points ascend as they stand. */
    boolean ascending() {
        return chunks.size() == 1 && chunks.getFirst().ascending();
    }

    int points() {
        return chunks.stream().mapToInt(ChunkRef::points).sum();
    }
}
