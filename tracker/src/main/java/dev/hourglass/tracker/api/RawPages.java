package dev.hourglass.tracker.api;

import dev.hourglass.tracker.series.SeriesReader.Position;
import java.util.List;
import java.util.Optional;

/** How pages of raw points are asked for: keyset paging, stable while points come. */
final class RawPages {

    /** Of points, each some 60 bytes of JSON. */
    private static final int MOST = 100_000;

    private RawPages() {}

    static int limit(Optional<String> limit) {
        return limit.map(text -> SeriesParameters.upTo(MOST, "limit", text)).orElse(MOST);
    }

    static String text(Position next) {
        return next.metric() + ":" + next.step();
    }

    /** @throws BadParameter if it is not one of this query's */
    static Position position(String text, List<String> metrics) {
        int colon = text.lastIndexOf(':');
        try {
            if (colon > 0 && metrics.contains(text.substring(0, colon))) {
                return new Position(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
            }
        } catch (NumberFormatException e) {
            throw notOurs(text);
        }
        throw notOurs(text);
    }

    static void refuse(String name, Optional<String> value) {
        if (value.isPresent()) {
            throw new BadParameter(name, value.get(), "left out unless points=raw");
        }
    }

    private static BadParameter notOurs(String text) {
        return new BadParameter("after", text, "the 'next' of an answer to the same query with points=raw");
    }
}
