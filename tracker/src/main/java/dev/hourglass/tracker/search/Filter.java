package dev.hourglass.tracker.search;

import java.util.List;
import java.util.UUID;

/**
 * Which runs: a condition that is true or false of each. What a run does not have fulfils no condition but {@link Missing},
 * so {@link Not} holds for it.
 */
public sealed interface Filter {

    /** Every part holds; at least two. */
    record All(List<Filter> parts) implements Filter {}

    /** Some part holds; at least two. */
    record Any(List<Filter> parts) implements Filter {}

    record Not(Filter part) implements Filter {}

    record Compare(Field field, Operator operator, Value value) implements Filter {}

    /** @param negated the run has a value and it is none of these */
    record In(Field field, boolean negated, List<Value> values) implements Filter {}

    /**
     * @param pattern SQL's: percent for any text, underscore for any character, backslash to escape
     * @param anyCase letters match in either case
     */
    record Like(Field field, boolean negated, boolean anyCase, String pattern) implements Filter {}

    /** @param negated the run has a value */
    record Missing(Field field, boolean negated) implements Filter {}

    /** The run and all that descends from it. What lists are narrowed by; the language has no words for it. */
    record Under(UUID root) implements Filter {}

    /** Whether it was put there. The language has no words for it either. */
    record PutAway(Where where, boolean is) implements Filter {}

    /** Out of the way. */
    enum Where {
        ARCHIVED("r.archived"),
        TRASHED("r.trashed_at is not null"),
        PURGED("r.purged_at is not null");

        final String sql;

        Where(String sql) {
            this.sql = sql;
        }
    }

    /** How a value is compared. */
    enum Operator {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        final String sql;

        Operator(String sql) {
            this.sql = sql;
        }

        boolean ordering() {
            return this != EQUAL && this != NOT_EQUAL;
        }

        /** What holds of -x and -y where this holds of x and y. */
        Operator mirrored() {
            return switch (this) {
                case EQUAL, NOT_EQUAL -> this;
                case LESS -> GREATER;
                case AT_MOST -> AT_LEAST;
                case GREATER -> LESS;
                case AT_LEAST -> AT_MOST;
            };
        }
    }
}
