package dev.hourglass.tracker.stream;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far somebody has been told: of each partition of the log the next offset. The id of a server-sent event, which a browser
 * gives back when it comes again.
 */
record LogVector(SortedMap<Integer, Long> next) {

    LogVector {
        next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }

    static LogVector of(Map<Integer, Long> next) {
        return new LogVector(new TreeMap<>(next));
    }

    /** @return empty if it is not such a vector */
    static Optional<LogVector> parse(String text) {
        try {
            SortedMap<Integer, Long> next = new TreeMap<>();
            for (String part : text.strip().split(",", -1)) {
                int colon = part.indexOf(':');
                next.put(Integer.parseInt(part.substring(0, colon)), Long.parseLong(part.substring(colon + 1)));
            }
            return Optional.of(new LogVector(next));
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Of a partition that is not in it: its beginning. */
    long of(int partition) {
        return next.getOrDefault(partition, 0L);
    }

    /** How many records lie between this and a later one; negative parts count as none. */
    long until(LogVector later) {
        return later.next.entrySet().stream()
                .mapToLong(e -> Math.max(0, e.getValue() - of(e.getKey())))
                .sum();
    }

    @Override
    public String toString() {
        return next.entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue())
                .collect(Collectors.joining(","));
    }
}
