package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Numbers, ids and tables as people read them. */
final class Text {

    private static final int FEWEST_DIGITS = 8;
    /** Of an id, behind its last hyphen. */
    private static final int LAST_GROUP = 12;

    private Text() {}

    /** Four significant digits; {@code -} where there is no number. NaN and infinities come as strings. */
    static String number(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        return value.isNumber() ? number(value.asDouble()) : "-";
    }

    /** A proper time, which a program of one's own may not have said. */
    static String tau(JsonNode value) {
        return value.isTextual() ? "-" : number(value);
    }

    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e7) {
            return Long.toString((long) value);
        }
        double size = Math.abs(value);
        return size >= 1e5 || size < 1e-3
                ? String.format(Locale.ROOT, "%.3e", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    /** @param one what a single one is called; several have an s behind it */
    static String count(int many, String one) {
        return many + " " + one + (many == 1 ? "" : "s");
    }

    static String duration(Duration time) {
        long s = time.toSeconds();
        if (s < 60) {
            return s + " s";
        }
        if (s < 3600) {
            return s / 60 + " min " + s % 60 + " s";
        }
        return s < 86_400 ? s / 3600 + " h " + s % 3600 / 60 + " min" : s / 86_400 + " d " + s % 86_400 / 3600 + " h";
    }

    static String bytes(long count) {
        if (count < 1000) {
            return count + " B";
        }
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", count / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", count / 1e6);
    }

    /** As many of the last digits as tell all the ids apart; the first ones are the time, and alike for runs of one minute. */
    static UnaryOperator<String> shortener(Collection<String> ids) {
        for (int digits = FEWEST_DIGITS; digits <= LAST_GROUP; digits++) {
            UnaryOperator<String> end = end(digits);
            if (ids.stream().map(end).distinct().count()
                    == ids.stream().distinct().count()) {
                return end;
            }
        }
        return UnaryOperator.identity();
    }

    private static UnaryOperator<String> end(int digits) {
        return id -> id.substring(Math.max(0, id.length() - digits));
    }

    /** Columns as wide as their widest cell; numbers to the right. */
    static List<String> table(List<String> header, List<List<String>> rows) {
        int columns = header.size();
        int[] width = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            width[c] = Math.max(
                    header.get(c).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
            numeric[c] = rows.stream().map(row -> row.get(column)).allMatch(cell -> cell.matches("-|[-+0-9.e]+"));
        }
        var lines = new ArrayList<String>();
        lines.add(row(header, width, numeric));
        rows.forEach(cells -> lines.add(row(cells, width, numeric)));
        return lines;
    }

    private static String row(List<String> cells, int[] width, boolean[] numeric) {
        var line = new StringBuilder();
        for (int c = 0; c < width.length; c++) {
            String padding = " ".repeat(width[c] - cells.get(c).length());
            line.append(c == 0 ? "" : "  ").append(numeric[c] ? padding + cells.get(c) : cells.get(c) + padding);
        }
        return line.toString().stripTrailing();
    }
}
