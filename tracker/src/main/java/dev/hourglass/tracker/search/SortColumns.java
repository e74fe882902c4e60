package dev.hourglass.tracker.search;

import dev.hourglass.tracker.search.Field.Attribute;
import dev.hourglass.tracker.search.Field.Metric;
import dev.hourglass.tracker.search.Field.Param;
import dev.hourglass.tracker.search.Field.Tag;
import dev.hourglass.tracker.search.SortColumn.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of an order, and the joins that bring them. The id is the last: no two runs stand at one place. */
final class SortColumns {

    private static final String CODE_POINTS = " collate \"C\"";

    final List<SortColumn> columns = new ArrayList<>();
    final Sql joins = new Sql();
    private int tables;

    SortColumns(List<SortKey> keys) {
        keys.forEach(this::add);
        // in the first key's direction, for the index on (created_at, id)
        columns.add(new SortColumn(
                "r.id", Type.ID, false, !columns.isEmpty() && columns.getFirst().descending()));
    }

    private void add(SortKey key) {
        boolean down = key.descending();
        switch (key.field()) {
            case Attribute attribute -> attribute(attribute, down);
            case Metric(String name, Field.Part part) ->
                number(join("run_metric", "metric", name) + "." + part.column, down);
            case Tag(String tag) -> add(join("tag", "key", tag) + ".value" + CODE_POINTS, Type.TEXT, true, down);
            case Param(String path) -> {
                // numbers by their value, and behind them what is text
                String table = join("run_param", "path", path);
                number(table + ".number", down);
                add(table + ".value" + CODE_POINTS, Type.TEXT, true, down);
            }
        }
    }

    private void attribute(Attribute attribute, boolean down) {
        String column = attribute == Attribute.ROOT ? "" : new Place(attribute).column();
        switch (attribute) {
            case NAME, EXPERIMENT, KIND, STATE -> add(column + CODE_POINTS, Type.TEXT, false, down);
            case ID -> add(column, Type.ID, false, down);
            case PARENT, SWEEP -> add(column, Type.ID, true, down);
            case ROOT -> {
                String table = "o" + tables++;
                joins.add(" left join " + Roots.table() + " " + table + " on " + table + ".id = r.id");
                add(table + ".root", Type.ID, true, down);
            }
            case CREATED, UPDATED -> add(column, Type.TIME, false, down);
            // the older, the earlier created
            case AGE -> add(column, Type.TIME, false, !down);
            case STEP, ATTEMPTS -> add(column, Type.LONG, false, down);
            case TAU -> number(column, down);
        }
    }

    /** NaN as if it were not there: neither the best nor the worst. */
    private void number(String column, boolean down) {
        add("nullif(cast(" + column + " as double precision), 'NaN')", Type.DOUBLE, true, down);
    }

    private void add(String sql, Type type, boolean optional, boolean down) {
        columns.add(new SortColumn(sql, type, optional, down));
    }

    private String join(String table, String key, String name) {
        String alias = "o" + tables++;
        joins.add(" left join " + table + " " + alias + " on " + alias + ".run = r.id and " + alias + "." + key + " = ")
                .bind(name);
        return alias;
    }

    /** Runs that come behind one with these values. */
    Sql behind(List<@Nullable Object> values) {
        var sql = new Sql();
        SortColumn first = columns.getFirst();
        if (!first.optional() && values.getFirst() != null) {
            // says nothing new, but an index understands it
            sql.add(first.sql() + (first.descending() ? " <= " : " >= "))
                    .bind(values.getFirst())
                    .add(" and ");
        }
        return sql.add(behind(values, 0));
    }

    private Sql behind(List<@Nullable Object> values, int from) {
        SortColumn column = columns.get(from);
        Object value = values.get(from);
        boolean last = from == columns.size() - 1;
        if (value == null) {
            return new Sql()
                    .add("(" + column.sql() + " is null and ")
                    .add(behind(values, from + 1))
                    .add(")");
        }
        Sql behind = column.behind(value);
        return last
                ? behind
                : new Sql()
                        .add("(")
                        .add(behind)
                        .add(" or (")
                        .add(column.same(value))
                        .add(" and ")
                        .add(behind(values, from + 1))
                        .add("))");
    }
}
