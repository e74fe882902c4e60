package dev.hourglass.tracker.search;

import dev.hourglass.tracker.search.Field.Attribute;
import dev.hourglass.tracker.search.Field.Metric;
import dev.hourglass.tracker.search.Field.Param;
import dev.hourglass.tracker.search.Field.Part;
import dev.hourglass.tracker.search.Field.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Filters and orders as people write them. */
final class Printed {

    private Printed() {}

    static String of(Filter filter) {
        return switch (filter) {
            case Filter.All(List<Filter> parts) -> joined(parts, " and ");
            case Filter.Any(List<Filter> parts) -> joined(parts, " OR ");
            case Filter.Not(Filter part) -> "not (" + of(part) + ")";
            case Filter.Compare(Field field, Filter.Operator operator, Value value) ->
                of(field) + operator.sql + of(value);
            case Filter.In(Field field, boolean negated, List<Value> values) ->
                of(field) + (negated ? " NOT" : "") + " in ("
                        + values.stream().map(Printed::of).collect(Collectors.joining(", ")) + ")";
            case Filter.Like(Field field, boolean negated, boolean anyCase, String pattern) ->
                of(field) + (negated ? " not" : "") + (anyCase ? " ILIKE " : " like ") + quoted(pattern, "'");
            case Filter.Missing(Field field, boolean negated) -> of(field) + " is " + (negated ? "not " : "") + "null";
            case Filter.Under _, Filter.PutAway _ -> throw new IllegalArgumentException("no words for " + filter);
        };
    }

    static String of(List<SortKey> order) {
        return order.stream()
                .map(key -> (key.descending() ? "-" : "") + of(key.field()))
                .collect(Collectors.joining(","));
    }

    private static String joined(List<Filter> parts, String word) {
        return parts.stream().map(part -> "(" + of(part) + ")").collect(Collectors.joining(word));
    }

    private static String of(Field field) {
        return switch (field) {
            case Attribute attribute -> attribute.word();
            case Param(String path) -> "params." + name(path, "\"");
            case Tag(String key) -> "Tags." + name(key, "`");
            case Metric(String name, Part part) -> {
                String quoted = name.matches(".+\\.min") ? quoted(name, "\"") : name(name, "`");
                yield "metrics." + quoted
                        + (part == Part.LAST ? "" : "." + part.name().toLowerCase(Locale.ROOT));
            }
        };
    }

    private static String name(String name, String quote) {
        return name.matches("[\\p{L}\\p{N}_]+(\\.[\\p{L}\\p{N}_]+)*") ? name : quoted(name, quote);
    }

    private static String of(Value value) {
        return switch (value) {
            case Value.Real(double real) when Double.isNaN(real) -> "nan";
            case Value.Real(double real) -> String.valueOf(real);
            case Value.Text(String text) -> quoted(text, "'");
            case Value.Flag(boolean flag) -> String.valueOf(flag);
            case Value.Time(Instant time) -> "\"" + time + "\"";
            case Value.Id id when id.first().equals(id.last()) -> "'" + id.first() + "'";
            case Value.Id id -> "'" + id.first().toString().substring(0, 5) + "'";
        };
    }

    private static String quoted(String text, String quote) {
        return quote + text.replace(quote, quote + quote) + quote;
    }
}
