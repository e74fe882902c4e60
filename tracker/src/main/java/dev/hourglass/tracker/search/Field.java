package dev.hourglass.tracker.search;

import java.util.Locale;

/** What a run can be searched and sorted by. */
public sealed interface Field {

    /** What the run itself has. */
    enum Attribute implements Field {
        NAME(Kind.TEXT),
        EXPERIMENT(Kind.TEXT),
        KIND(Kind.TEXT),
        STATE(Kind.TEXT),
        ID(Kind.ID),
        ROOT(Kind.ID),
        PARENT(Kind.ID),
        SWEEP(Kind.ID),
        CREATED(Kind.TIME),
        UPDATED(Kind.TIME),
        /** Seconds since it was created. */
        AGE(Kind.REAL),
        STEP(Kind.REAL),
        TAU(Kind.REAL),
        ATTEMPTS(Kind.REAL);

        final Kind kind;

        Attribute(Kind kind) {
            this.kind = kind;
        }

        /** As it is written: {@code lineage.root}, {@code name}. */
        public String word() {
            String word = name().toLowerCase(Locale.ROOT);
            return this == ROOT || this == PARENT ? "lineage." + word : word;
        }
    }

    /** A value of the spec, by its path. */
    record Param(String path) implements Field {}

    record Tag(String key) implements Field {}

    /** Of a run's own values of a metric. */
    record Metric(String name, Part part) implements Field {}

    /** Which of a metric's values; those in the middle pass over NaN. */
    enum Part {
        LAST("last"),
        MIN("least"),
        MAX("greatest"),
        /** Of the last value. */
        STEP("last_step");

        final String column;

        Part(String column) {
            this.column = column;
        }
    }

    /** What values a field has. A parameter's are of any kind. */
    enum Kind {
        TEXT,
        REAL,
        TIME,
        ID,
        ANY
    }

    default Kind kind() {
        return switch (this) {
            case Attribute attribute -> attribute.kind;
            case Param _ -> Kind.ANY;
            case Tag _ -> Kind.TEXT;
            case Metric _ -> Kind.REAL;
        };
    }
}
