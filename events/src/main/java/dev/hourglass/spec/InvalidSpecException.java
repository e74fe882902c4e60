package dev.hourglass.spec;

import java.util.List;
import java.util.stream.Collectors;

/** A spec that cannot be run; names everything that is wrong with it at once. */
public final class InvalidSpecException extends Exception {

    private final List<Problem> problems;

    /**
     * @param path the key, as {@code system.width}; empty for the whole text
     * @param line in the text, from 1; 0 if there is no text
     * @param message what is wrong and what would be right
     */
    public record Problem(String path, int line, String message) {
        @Override
        public String toString() {
            return (line > 0 ? "line " + line + ": " : "") + (path.isEmpty() ? "" : path + ": ") + message;
        }
    }

    public InvalidSpecException(String source, List<Problem> problems) {
        super(source + ": " + problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
