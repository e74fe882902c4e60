package dev.hourglass.tracker.search;

import dev.hourglass.tracker.search.Field.Attribute;
import dev.hourglass.tracker.search.Field.Metric;
import dev.hourglass.tracker.search.Field.Param;
import dev.hourglass.tracker.search.Field.Tag;

/** Where in the read model a field stands, and how a condition on it becomes one on {@code run r}. */
record Place(Field field) {

    /** Longer values of parameters and tags are not in the index (see read_model.sql). */
    private static final int INDEXED = 256;

    String column() {
        return switch (field) {
            case Attribute attribute ->
                switch (attribute) {
                    case NAME -> "r.name";
                    case EXPERIMENT -> "r.experiment";
                    case KIND -> "r.kind";
                    case STATE -> "r.state";
                    case ID -> "r.id";
                    case PARENT -> "r.parent";
                    case SWEEP -> "r.sweep";
                    case CREATED, AGE -> "r.created_at";
                    case UPDATED -> "r.updated_at";
                    case STEP -> "r.step";
                    case TAU -> "r.tau";
                    case ATTEMPTS -> "r.attempts";
                    case ROOT -> throw new IllegalArgumentException("a root is no column, see Roots");
                };
            case Param _, Tag _ -> "x.value";
            case Metric metric -> "x." + metric.part().column;
        };
    }

    /** A double, or null. */
    String number() {
        return field instanceof Param ? "x.number" : "cast(" + column() + " as double precision)";
    }

    /** In the words of the index, which leaves long texts out. */
    Sql textIs(String text) {
        var sql = new Sql();
        if (field instanceof Param || field instanceof Tag) {
            boolean indexed = text.codePointCount(0, text.length()) <= INDEXED;
            sql.add("length(x.value) " + (indexed ? "<=" : ">") + " " + INDEXED + " and ");
        }
        return sql.add(column() + " = ").bind(text);
    }

    /** The condition on the column, as one on the run; false where there is no row. */
    Sql where(Sql condition) {
        return switch (field) {
            case Attribute.PARENT, Attribute.SWEEP ->
                new Sql()
                        .add("(" + column() + " is not null and ")
                        .add(condition)
                        .add(")");
            case Attribute _ -> new Sql().add("(").add(condition).add(")");
            case Param(String path) -> rows("run_param", "path", path, condition);
            case Tag(String key) -> rows("tag", "key", key, condition);
            case Metric metric -> rows("run_metric", "metric", metric.name(), condition);
        };
    }

    private static Sql rows(String table, String key, String name, Sql condition) {
        return new Sql()
                .add("r.id in (select x.run from " + table + " x where x." + key + " = ")
                .bind(name)
                .add(" and (")
                .add(condition)
                .add("))");
    }
}
