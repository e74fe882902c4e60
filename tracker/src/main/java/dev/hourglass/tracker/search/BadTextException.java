package dev.hourglass.tracker.search;

/** A text that is not of the language: where it goes wrong and what could stand there. */
public final class BadTextException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int column;
    private final String piece;
    private final String expected;

    /**
     * @param column of the first character that is wrong, from 1, in characters (code points)
     * @param piece of the text, at the column; empty at its end
     * @param expected for people: what could stand there
     */
    BadTextException(int column, String piece, String expected) {
        super("column " + column + ": " + shown(piece) + ", expected " + expected);
        this.column = column;
        this.piece = piece;
        this.expected = expected;
    }

    /** What stands in quotes already needs no others. */
    private static String shown(String piece) {
        if (piece.isEmpty()) {
            return "the text ends here";
        }
        return piece.startsWith("'") || piece.startsWith("\"") ? piece : "'" + piece + "'";
    }

    public int column() {
        return column;
    }

    public String piece() {
        return piece;
    }

    public String expected() {
        return expected;
    }
}
