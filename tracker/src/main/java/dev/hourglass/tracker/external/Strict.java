package dev.hourglass.tracker.external;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.tracker.api.BadBody;
import java.util.Optional;

/** Numbers of a body as they stand: no rounding, no empty text for zero. Errors name the place. */
final class Strict {

    /** Integers that a double holds exactly end here, and many programs know no others. */
    private static final double MOST_EXACT = 1L << 53;

    private Strict() {}

    static <T> T required(Optional<T> value, String where) {
        return value.orElseThrow(() -> new BadBody(where + " is missing"));
    }

    /** JSON's null counts as absent. */
    static Optional<JsonNode> present(Optional<JsonNode> value) {
        return value.filter(node -> !node.isNull());
    }

    /** A whole number, not negative; 1e3 is one. */
    static long whole(JsonNode node, String where) {
        if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
            return node.longValue();
        }
        double value = node.isNumber() ? node.doubleValue() : -1;
        if (node.isFloatingPointNumber() && value >= 0 && value <= MOST_EXACT && value == Math.rint(value)) {
            return (long) value;
        }
        throw new BadBody(where + " is " + node + ", must be a whole number from 0 to " + Long.MAX_VALUE);
    }

    static double number(JsonNode node, String where) {
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            return node.doubleValue();
        }
        return switch (node.isTextual() ? node.textValue() : "") {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default ->
                throw new BadBody(where + " is " + node + ", must be a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
        };
    }
}
