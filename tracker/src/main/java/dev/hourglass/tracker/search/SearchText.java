package dev.hourglass.tracker.search;

import dev.hourglass.tracker.search.Field.Kind;
import dev.hourglass.tracker.search.Filter.Operator;
import dev.hourglass.tracker.search.grammar.FilterParser;
import dev.hourglass.tracker.search.grammar.FilterParser.AllOfContext;
import dev.hourglass.tracker.search.grammar.FilterParser.AnyOfContext;
import dev.hourglass.tracker.search.grammar.FilterParser.ComparisonContext;
import dev.hourglass.tracker.search.grammar.FilterParser.ConditionContext;
import dev.hourglass.tracker.search.grammar.FilterParser.TermContext;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Reads filters and orders. What it returns makes sense: every value is of a kind that its field has. */
public final class SearchText {

    private static final int MOST_KEYS = 8;

    private SearchText() {}

    /** @throws BadTextException that says where it goes wrong */
    public static Filter filter(String text) {
        return anyOf(Syntax.parser(text).filter().anyOf());
    }

    /**
     * Sort keys, the first the most important; a hyphen before one for descending. A name that is no field is a metric's.
     *
     * @throws BadTextException that says where it goes wrong
     */
    public static List<SortKey> order(String text) {
        List<FilterParser.SortKeyContext> keys = Syntax.parser(text).order().sortKey();
        if (keys.size() > MOST_KEYS) {
            throw Syntax.wrong(keys.get(MOST_KEYS).getStart(), "the end: there may be " + MOST_KEYS + " keys");
        }
        return keys.stream()
                .map(key -> {
                    Token name = key.FIELD().getSymbol();
                    Field field = FieldNames.of(name.getText())
                            .or(() -> FieldNames.bareMetric(name.getText()))
                            .orElseThrow(() -> Syntax.wrong(name, FieldNames.KNOWN));
                    return new SortKey(field, key.MINUS() != null);
                })
                .toList();
    }

    private static Filter anyOf(AnyOfContext context) {
        List<Filter> parts = context.allOf().stream().map(SearchText::allOf).toList();
        return parts.size() == 1 ? parts.getFirst() : new Filter.Any(parts);
    }

    private static Filter allOf(AllOfContext context) {
        List<Filter> parts = context.term().stream().map(SearchText::term).toList();
        return parts.size() == 1 ? parts.getFirst() : new Filter.All(parts);
    }

    private static Filter term(TermContext context) {
        if (context.condition() != null) {
            return condition(context.condition());
        }
        return context.NOT() != null ? new Filter.Not(term(context.term())) : anyOf(context.anyOf());
    }

    private static Filter condition(ConditionContext context) {
        Token name = context.FIELD().getSymbol();
        Field field = FieldNames.of(name.getText()).orElseThrow(() -> Syntax.wrong(name, FieldNames.KNOWN));
        boolean negated = context.NOT() != null;
        if (context.comparison() != null) {
            return comparison(field, context.comparison());
        }
        if (context.presence() != null) {
            return new Filter.Missing(field, context.presence().NOT() != null);
        }
        if (context.membership() != null) {
            List<Value> values = context.membership().value().stream()
                    .map(value -> Values.of(field, value))
                    .toList();
            return new Filter.In(field, negated, values);
        }
        return pattern(field, negated, context.pattern());
    }

    private static Filter comparison(Field field, ComparisonContext context) {
        Operator operator = operator(context.getStart());
        Value value = Values.of(field, context.value());
        if (operator.ordering() && (field.kind() == Kind.ID || value instanceof Value.Flag)) {
            throw Syntax.wrong(context.getStart(), "= or !=: neither ids nor true and false have an order");
        }
        if (operator.ordering() && value instanceof Value.Real(double real) && Double.isNaN(real)) {
            throw Syntax.wrong(context.value().getStart(), "a number: nothing is less or greater than NaN");
        }
        return new Filter.Compare(field, operator, value);
    }

    private static Operator operator(Token token) {
        return switch (token.getType()) {
            case FilterParser.EQ -> Operator.EQUAL;
            case FilterParser.NE -> Operator.NOT_EQUAL;
            case FilterParser.LT -> Operator.LESS;
            case FilterParser.LE -> Operator.AT_MOST;
            case FilterParser.GT -> Operator.GREATER;
            case FilterParser.GE -> Operator.AT_LEAST;
            default -> throw new IllegalArgumentException("no operator: " + token.getText());
        };
    }

    private static Filter pattern(Field field, boolean negated, FilterParser.PatternContext context) {
        if (field.kind() != Kind.TEXT && field.kind() != Kind.ANY) {
            throw Syntax.wrong(
                    context.getStart(), "a comparison (=, !=, <, <=, >, >=), in or is: the field is no text");
        }
        Token text = context.getStop();
        String pattern = Values.unquoted(text);
        int escapes = pattern.length() - pattern.replaceAll("\\\\+$", "").length();
        if (escapes % 2 == 1) {
            throw Syntax.wrong(text, "a character behind the last backslash, which escapes it; two stand for one");
        }
        return new Filter.Like(field, negated, context.ILIKE() != null, pattern);
    }
}
