package dev.hourglass.tracker.search;

import dev.hourglass.tracker.search.Filter.Operator;
import java.time.Instant;
import java.time.ZoneOffset;

/** An age is the time since a run was created: so it is compared, through the instant of birth, with the index on that. */
final class Ages {

    /** A thousand years: further back than anything was created, and within what PostgreSQL's times hold. */
    private static final double MOST = 3.2e10;

    private Ages() {}

    /** @param operator to compare the birth with */
    static Sql compared(Operator operator, double seconds, Instant now) {
        if (Double.isNaN(seconds)) {
            return new Sql().add("false");
        }
        double bounded = Math.clamp(seconds, -MOST, MOST);
        long micros = Math.round(bounded * 1e6);
        Instant birth = now.plusNanos(-micros % 1_000_000 * 1_000).plusSeconds(-(micros / 1_000_000));
        return new Sql().add("r.created_at " + operator.sql + " ").bind(birth.atOffset(ZoneOffset.UTC));
    }
}
