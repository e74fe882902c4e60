package dev.hourglass.tracker.search;

import dev.hourglass.tracker.search.Field.Attribute;
import dev.hourglass.tracker.search.grammar.FilterParser;
import dev.hourglass.tracker.search.grammar.FilterParser.ValueContext;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** What a value means to the field it is compared with. */
final class Values {

    private Values() {}

    /** @throws BadTextException if the field has no such values */
    static Value of(Field field, ValueContext context) {
        return switch (field.kind()) {
            case REAL -> real(field, context);
            case TEXT -> text(field, context);
            case TIME ->
                quoted(context)
                        .flatMap(Literals::time)
                        .map(Value.Time::new)
                        .orElseThrow(
                                () -> Syntax.wrong(
                                        context.getStart(),
                                        "a time in quotes: '2026-05-31', '2026-05-31T18:00' (UTC) or '2026-05-31T18:00+02:00'"));
            case ID ->
                quoted(context)
                        .flatMap(Value.Id::of)
                        .orElseThrow(() -> Syntax.wrong(
                                context.getStart(),
                                "a run in quotes: its id, or at least four of its first hex digits"));
            case ANY -> any(context);
        };
    }

    /** Without its quotes, and each doubled quote once. */
    static String unquoted(Token token) {
        String text = token.getText();
        String quote = text.substring(0, 1);
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }

    private static Value real(Field field, ValueContext context) {
        if (field == Attribute.AGE) {
            return quoted(context)
                    .flatMap(Literals::duration)
                    .or(() -> number(context))
                    .map(Value.Real::new)
                    .orElseThrow(() -> Syntax.wrong(
                            context.getStart(), "a number of seconds, or a duration like 90s, 1.5h or 1d12h"));
        }
        return number(context)
                .map(Value.Real::new)
                .orElseThrow(() -> Syntax.wrong(context.getStart(), "a number, without quotes"));
    }

    private static Value text(Field field, ValueContext context) {
        List<String> words = Literals.words(field);
        return quoted(context)
                .filter(text -> words.isEmpty() || words.contains(text))
                .map(Value.Text::new)
                .orElseThrow(() -> Syntax.wrong(
                        context.getStart(),
                        words.isEmpty()
                                ? "a text in quotes: '" + context.getText() + "'"
                                : "one of '" + String.join("', '", words) + "'"));
    }

    private static Value any(ValueContext context) {
        if (context.TRUE() != null || context.FALSE() != null) {
            return new Value.Flag(context.TRUE() != null);
        }
        Optional<Value> number = number(context).map(Value.Real::new);
        return number.orElseGet(() -> new Value.Text(quoted(context).orElseThrow()));
    }

    private static Optional<String> quoted(ValueContext context) {
        int type = context.getStart().getType();
        return type == FilterParser.STRING || type == FilterParser.QUOTED
                ? Optional.of(unquoted(context.getStart()))
                : Optional.empty();
    }

    private static Optional<Double> number(ValueContext context) {
        double sign = context.MINUS() == null ? 1 : -1;
        if (context.NUMBER() != null) {
            return Optional.of(sign * Double.parseDouble(context.NUMBER().getText()));
        }
        if (context.INFINITY() != null) {
            return Optional.of(sign * Double.POSITIVE_INFINITY);
        }
        if (context.DURATION() != null) {
            return Literals.duration(context.DURATION().getText()).map(seconds -> sign * seconds);
        }
        return context.NAN() == null ? Optional.empty() : Optional.of(Double.NaN);
    }
}
