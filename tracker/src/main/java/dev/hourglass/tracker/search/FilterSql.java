package dev.hourglass.tracker.search;

import dev.hourglass.tracker.search.Field.Attribute;
import dev.hourglass.tracker.search.Field.Metric;
import dev.hourglass.tracker.search.Field.Param;
import dev.hourglass.tracker.search.Field.Tag;
import dev.hourglass.tracker.search.Filter.Operator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * A filter as a condition on {@code run r} that is true or false, never null. What stands in other tables is asked for by
 * {@code r.id in (select ...)} without reference to the outer row: PostgreSQL computes each such set once, from an index.
 */
final class FilterSql {

    private static final String UNDER_START = """
            r.id in (with recursive down (id) as (
                -- start: the run
                select cast(\
            """;

    private static final String UNDER_STEP = """
             as uuid)
                -- union without all: ends in a circle too, which no log can make
                union
                -- step: to the branches
                select c.id from down join run c on c.parent = down.id
            )
            select id from down)""";

    private final Instant now;

    /** @param now from which ages count */
    FilterSql(Instant now) {
        this.now = now;
    }

    Sql of(Filter filter) {
        return switch (filter) {
            case Filter.All(List<Filter> parts) -> joined(parts, " and ");
            case Filter.Any(List<Filter> parts) -> joined(parts, " or ");
            case Filter.Not(Filter part) -> new Sql().add("not ").add(of(part));
            case Filter.Compare compare -> compare(compare);
            case Filter.In in -> in(in);
            case Filter.Like like -> like(like);
            case Filter.Missing(Field field, boolean negated) -> missing(field, negated);
            case Filter.PutAway(Filter.Where where, boolean is) ->
                new Sql().add((is ? "(" : "not (") + where.sql + ")");
            case Filter.Under(UUID root) ->
                new Sql().add(UNDER_START).bind(root).add(UNDER_STEP);
        };
    }

    private Sql joined(List<Filter> parts, String word) {
        var sql = new Sql().add("(");
        for (int i = 0; i < parts.size(); i++) {
            sql.add(i == 0 ? "" : word).add(of(parts.get(i)));
        }
        return sql.add(")");
    }

    private Sql compare(Filter.Compare compare) {
        return switch (compare.operator()) {
            case EQUAL -> in(new Filter.In(compare.field(), false, List.of(compare.value())));
            case NOT_EQUAL -> in(new Filter.In(compare.field(), true, List.of(compare.value())));
            default -> {
                Place place = new Place(compare.field());
                yield place.where(ordered(place, compare.field(), compare.operator(), compare.value()));
            }
        };
    }

    private Sql ordered(Place place, Field field, Operator operator, Value value) {
        if (field == Attribute.AGE && value instanceof Value.Real(double seconds)) {
            return Ages.compared(operator.mirrored(), seconds, now);
        }
        return switch (value) {
            case Value.Real(double real) -> {
                var sql =
                        new Sql().add(place.number() + " " + operator.sql + " ").bind(real);
                // NaN is PostgreSQL's greatest number, and nobody's otherwise
                yield operator == Operator.GREATER || operator == Operator.AT_LEAST
                        ? sql.add(" and " + place.number() + " <> 'NaN'")
                        : sql;
            }
            case Value.Text(String text) ->
                new Sql()
                        .add(place.column() + " collate \"C\" " + operator.sql + " ")
                        .bind(text);
            case Value.Time(Instant time) ->
                new Sql().add(place.column() + " " + operator.sql + " ").bind(time.atOffset(ZoneOffset.UTC));
            case Value.Id _, Value.Flag _ -> throw new IllegalArgumentException("no order among " + value);
        };
    }

    private Sql in(Filter.In in) {
        if (in.field() == Attribute.ROOT) {
            return new Sql().add(in.negated() ? "not " : "").add(Roots.among(in.values()));
        }
        Place place = new Place(in.field());
        var any = new Sql().add(in.negated() ? "not (" : "(");
        for (int i = 0; i < in.values().size(); i++) {
            any.add(i == 0 ? "" : " or ").add(equal(place, in, in.values().get(i)));
        }
        return place.where(any.add(")"));
    }

    private Sql equal(Place place, Filter.In in, Value value) {
        return switch (value) {
            case Value.Real(double real) when in.field() == Attribute.AGE -> Ages.compared(Operator.EQUAL, real, now);
            case Value.Real(double real) -> {
                var sql = new Sql().add(place.number() + " = ").bind(real);
                // a parameter that is no number is not this number; without the column's index, hence only here
                yield in.negated() && in.field() instanceof Param
                        ? new Sql().add("coalesce(").add(sql).add(", false)")
                        : sql;
            }
            case Value.Text(String text) -> place.textIs(text);
            case Value.Flag(boolean flag) ->
                new Sql().add("lower(" + place.column() + ") = ").bind(String.valueOf(flag));
            case Value.Time(Instant time) ->
                new Sql().add(place.column() + " = ").bind(time.atOffset(ZoneOffset.UTC));
            case Value.Id id ->
                new Sql()
                        .add(place.column() + " between ")
                        .bind(id.first())
                        .add(" and ")
                        .bind(id.last());
        };
    }

    private Sql like(Filter.Like like) {
        Place place = new Place(like.field());
        return place.where(new Sql()
                .add(place.column() + (like.negated() ? " not" : "") + (like.anyCase() ? " ilike " : " like "))
                .bind(like.pattern()));
    }

    private static Sql missing(Field field, boolean negated) {
        Sql present =
                switch (field) {
                    case Attribute.PARENT -> new Sql().add("r.parent is not null");
                    case Attribute.SWEEP -> new Sql().add("r.sweep is not null");
                    case Attribute _ -> new Sql().add("true");
                    case Param _, Tag _ -> new Place(field).where(new Sql().add("true"));
                    case Metric _ -> {
                        Place place = new Place(field);
                        yield place.where(new Sql().add(place.number() + " is not null"));
                    }
                };
        return negated ? present : new Sql().add("not ").add(present);
    }
}
