package dev.hourglass.cli;

/** A line of a text and below it a caret at the place where it goes wrong. */
final class Caret {

    private static final int BEFORE = 60;
    private static final int BEHIND = 30;

    private Caret() {}

    /** @param column in characters (code points), from 1; may be one behind the end */
    static String under(String text, int column) {
        int[] characters =
                text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).toArray();
        int at = Math.clamp(column - 1L, 0, characters.length);
        int from = Math.max(0, at - BEFORE);
        int to = Math.min(characters.length, at + BEHIND);
        String before = from > 0 ? "..." : "";
        String line = before + new String(characters, from, to - from) + (to < characters.length ? "..." : "");
        return "  " + line + "\n  " + " ".repeat(before.length() + at - from) + "^";
    }
}
