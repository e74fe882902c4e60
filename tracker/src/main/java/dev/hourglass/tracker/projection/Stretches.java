package dev.hourglass.tracker.projection;

import java.util.ArrayList;
import java.util.List;

/** A set of numbers that mostly follow each other: a refused worker's events, of which there may be very many. */
final class Stretches {

    /** PostgreSQL writes a range with the number behind it. */
    private static final long GREATEST = Long.MAX_VALUE - 1;

    private final List<Stretch> stretches = new ArrayList<>();

    private record Stretch(long first, long last) {}

    Stretches(long number) {
        long kept = Math.min(number, GREATEST);
        stretches.add(new Stretch(kept, kept));
    }

    /** Takes the others in. */
    Stretches with(Stretches others) {
        others.stretches.forEach(this::add);
        return this;
    }

    private void add(Stretch next) {
        Stretch last = stretches.getLast();
        if (next.first == last.last + 1) {
            stretches.set(stretches.size() - 1, new Stretch(last.first, next.last));
        } else {
            stretches.add(next);
        }
    }

    /** As PostgreSQL reads it, which puts the stretches in order and together. */
    String multirange() {
        var text = new StringBuilder("{");
        for (Stretch stretch : stretches) {
            text.append(text.length() > 1 ? "," : "")
                    .append('[')
                    .append(stretch.first)
                    .append(',')
                    .append(stretch.last)
                    .append(']');
        }
        return text.append('}').toString();
    }
}
