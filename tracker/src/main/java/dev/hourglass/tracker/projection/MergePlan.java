package dev.hourglass.tracker.projection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which chunks of an attempt are to become one. Chunks that carry the same metrics may, if none between them shares a metric: so
 * the points of a metric stay in the log's order. A point is written again about as often as 8 goes into the chunk's size.
 */
final class MergePlan {

    /** Fewer than so many chunks of about a size are left to wait for more. */
    private static final int FAN = 8;

    private MergePlan() {}

    /** @param metrics with a mark where they are measured from a reference; equal only if a merged chunk says the same */
    record Chunk(long sequence, int points, Set<String> metrics) {}

    /**
     * @param chunks of one attempt, in the log's order
     * @param ended whether nothing follows, for all that is known
     * @return at least two chunks in the log's order; empty if all is as it should be
     */
    static Optional<List<Chunk>> next(List<Chunk> chunks, boolean ended) {
        List<List<Chunk>> open = new ArrayList<>();
        for (Chunk chunk : chunks) {
            for (int g = open.size() - 1; g >= 0; g--) {
                List<Chunk> group = open.get(g);
                boolean same = group.getFirst().metrics().equals(chunk.metrics());
                if (same ? points(group) + chunk.points() > PointsGroup.MAX_POINTS : shares(group, chunk)) {
                    open.remove(g);
                    if (group.size() > 1) {
                        return Optional.of(group); // nothing joins it any more
                    }
                }
            }
            open.stream()
                    .filter(group -> group.getFirst().metrics().equals(chunk.metrics()))
                    .findFirst()
                    .orElseGet(() -> {
                        var group = new ArrayList<Chunk>();
                        open.add(group);
                        return group;
                    })
                    .add(chunk);
        }
        return open.stream()
                .flatMap(group -> (ended ? Optional.of(group).filter(g -> g.size() > 1) : youngest(group)).stream())
                .findFirst();
    }

    /** The longest end of the group that comes to {@link #FAN} times the order of size of its largest chunk. */
    private static Optional<List<Chunk>> youngest(List<Chunk> group) {
        int from = group.size();
        long points = 0;
        long enough = FAN;
        for (int i = group.size() - 1; i >= 0; i--) {
            int size = group.get(i).points();
            points += size;
            while (enough <= size) {
                enough *= FAN;
            }
            if (points >= enough && group.size() - i > 1) {
                from = i;
            }
        }
        return from < group.size() ? Optional.of(group.subList(from, group.size())) : Optional.empty();
    }

    private static int points(List<Chunk> group) {
        return group.stream().mapToInt(Chunk::points).sum();
    }

    private static boolean shares(List<Chunk> group, Chunk chunk) {
        Set<String> names = new HashSet<>();
        group.getFirst().metrics().forEach(metric -> names.add(name(metric)));
        return chunk.metrics().stream().anyMatch(metric -> names.contains(name(metric)));
    }

    /** The mark is the last character. */
    private static String name(String marked) {
        return marked.substring(0, marked.length() - 1);
    }
}
