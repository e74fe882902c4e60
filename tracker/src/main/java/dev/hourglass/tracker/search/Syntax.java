package dev.hourglass.tracker.search;

import dev.hourglass.tracker.search.grammar.FilterLexer;
import dev.hourglass.tracker.search.grammar.FilterParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/**
 * The generated parser with bounds, and errors in people's words. Length and depth are checked on the text and its tokens:
 * the parser descends recursively and would overflow the stack.
 */
final class Syntax extends BaseErrorListener {

    static final int MOST_CHARACTERS = 10_000;
    static final int MOST_DEEP = 50;
    static final int MOST_CONDITIONS = 100;
    static final int MOST_VALUES = 1_000;
    private static final int SHOWN = 40;

    private Syntax() {}

    static FilterParser parser(String text) {
        int length = text.codePointCount(0, text.length());
        if (length > MOST_CHARACTERS) {
            throw new BadTextException(
                    MOST_CHARACTERS + 1,
                    "... (" + length + " characters)",
                    "the end: a filter may have " + MOST_CHARACTERS + " characters");
        }
        int nul = text.indexOf(0);
        if (nul >= 0) {
            throw new BadTextException(
                    text.codePointCount(0, nul) + 1,
                    "\\u0000",
                    "any character but this one, which nothing stored can have");
        }
        var lexer = new FilterLexer(CharStreams.fromString(text));
        var tokens = new CommonTokenStream(lexer);
        tokens.fill();
        checkSize(tokens);
        var parser = new FilterParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(new Syntax());
        return parser;
    }

    static BadTextException wrong(Token at, String expected) {
        String text = at.getType() == Token.EOF ? "" : at.getText();
        String piece = text.codePointCount(0, text.length()) > SHOWN
                ? text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "..."
                : text;
        return new BadTextException(at.getStartIndex() + 1, piece, expected);
    }

    private static void checkSize(CommonTokenStream tokens) {
        Deque<Integer> open = new ArrayDeque<>();
        int depth = 0;
        int nots = 0;
        int conditions = 0;
        int values = 0;
        for (Token token : tokens.getTokens()) {
            nots = token.getType() == FilterLexer.NOT || token.getType() == FilterLexer.OPEN ? nots + 1 : 0;
            switch (token.getType()) {
                case FilterLexer.OPEN -> {
                    open.push(nots);
                    depth += nots;
                    nots = 0;
                }
                case FilterLexer.CLOSE -> depth -= open.isEmpty() ? 0 : open.pop();
                case FilterLexer.FIELD -> conditions++;
                case FilterLexer.COMMA -> values++;
                default -> {}
            }
            if (depth + nots > MOST_DEEP) {
                throw wrong(token, "less: parentheses and 'not' may be nested " + MOST_DEEP + " deep");
            }
            if (conditions > MOST_CONDITIONS) {
                throw wrong(token, "the end: there may be " + MOST_CONDITIONS + " conditions");
            }
            if (values >= MOST_VALUES) {
                throw wrong(token, "the end: all lists together may have " + MOST_VALUES + " values");
            }
        }
    }

    /** The first error ends it: what the parser would guess behind it helps nobody. */
    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            @Nullable Object symbol,
            int line,
            int column,
            String message,
            @Nullable RecognitionException cause) {
        if (!(recognizer instanceof Parser parser) || !(symbol instanceof Token token)) {
            throw new IllegalStateException(message, cause);
        }
        IntervalSet types = cause == null ? parser.getExpectedTokens() : cause.getExpectedTokens();
        throw wrong(token, goingOn(parser, types) + expected(types) + hint(token, parser, types));
    }

    /** Where a text may end, ANTLR names the end alone, though it may go on, too. */
    private static String goingOn(Parser parser, IntervalSet types) {
        if (!types.contains(Token.EOF) && !types.contains(FilterLexer.CLOSE) || types.contains(FilterLexer.AND)) {
            return "";
        }
        return switch (parser.getContext()) {
            case FilterParser.MembershipContext _, FilterParser.OrderContext _ -> "a comma, ";
            default -> "and, or, ";
        };
    }

    private static String expected(IntervalSet types) {
        Set<String> words = new LinkedHashSet<>();
        for (Interval range : types.getIntervals()) {
            for (int type = range.a; type <= range.b; type++) {
                words.add(word(type));
            }
        }
        return String.join(", ", words);
    }

    private static String word(int type) {
        return switch (type) {
            case Token.EOF -> "the end";
            case FilterLexer.FIELD -> "a field like metrics.nll";
            case FilterLexer.EQ, FilterLexer.NE, FilterLexer.LT, FilterLexer.LE, FilterLexer.GT, FilterLexer.GE ->
                "a comparison (=, !=, <, <=, >, >=)";
            case FilterLexer.NUMBER, FilterLexer.DURATION, FilterLexer.MINUS, FilterLexer.INFINITY, FilterLexer.NAN ->
                "a number";
            case FilterLexer.STRING, FilterLexer.QUOTED -> "a text in quotes";
            case FilterLexer.OPEN -> "(";
            case FilterLexer.CLOSE -> ")";
            case FilterLexer.COMMA -> "a comma";
            default -> FilterLexer.VOCABULARY.getLiteralName(type).replace("'", "");
        };
    }

    /** What people most often meant. */
    private static String hint(Token token, Parser parser, IntervalSet types) {
        String text = token.getText();
        if (token.getType() == FilterLexer.OTHER && "'\"`".contains(text)) {
            return "; the quotation that begins here has no end";
        }
        if (token.getType() == FilterLexer.FIELD && types.contains(FilterLexer.STRING)) {
            return "; a text stands in quotes: '" + text + "'";
        }
        Token before =
                token.getTokenIndex() == 0 ? token : parser.getTokenStream().get(token.getTokenIndex() - 1);
        boolean inName = before.getType() == FilterLexer.FIELD && before.getStopIndex() + 1 == token.getStartIndex();
        if (inName && (token.getType() == FilterLexer.OTHER || token.getType() == FilterLexer.MINUS)) {
            return "; in a name, other characters than letters, digits, _ and dots stand in quotes: metrics.\"val/loss\"";
        }
        return "";
    }
}
