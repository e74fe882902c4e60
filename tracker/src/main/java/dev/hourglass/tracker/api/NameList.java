package dev.hourglass.tracker.api;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Names with commas between them, as a parameter of an address has them: {@code nll,"a, b"}. Blanks around a name do not count. A
 * name that has commas, such blanks, or a quote at its beginning stands in double quotes, its own quotes doubled.
 */
public final class NameList {

    private NameList() {}

    /** @return each name once, in the order of the text; none of them empty */
    public static SequencedSet<String> parse(String text) {
        var names = new LinkedHashSet<String>();
        int from = 0;
        while (from <= text.length()) {
            int to = end(text, from);
            names.add(name(text.substring(from, to).strip()));
            from = to + 1;
        }
        names.remove("");
        return names;
    }

    /** @return where the comma behind the name is, or the end of the text */
    private static int end(String text, int from) {
        boolean quoted = false;
        boolean begun = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' && !quoted) {
                return i;
            }
            if (c == '"' && (quoted || !begun)) {
                // A doubled quote ends the quotation and begins it again.
                quoted = !quoted;
            } else if (!quoted && !Character.isWhitespace(c)) {
                begun = true;
            }
        }
        return text.length();
    }

    private static String name(String stripped) {
        boolean quoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return quoted ? stripped.substring(1, stripped.length() - 1).replace("\"\"", "\"") : stripped;
    }
}
