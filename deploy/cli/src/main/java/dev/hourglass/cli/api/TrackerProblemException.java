package dev.hourglass.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The tracker refused; the message is its own (RFC 9457), with one line for each of several problems of a spec. */
public final class TrackerProblemException extends RuntimeException {

    private final int status;
    private final transient Optional<Place> place;

    /**
     * Where a text goes wrong.
     *
     * @param parameter the query parameter that it is
     * @param column in characters, from 1
     */
    public record Place(String parameter, int column) {}

    TrackerProblemException(int status, JsonNode problem) {
        super(message(status, problem));
        this.status = status;
        this.place = problem.has("column")
                ? Optional.of(new Place(
                        problem.path("parameter").asText(),
                        problem.path("column").asInt()))
                : Optional.empty();
    }

    /** HTTP status, 400 .. 599. */
    public int status() {
        return status;
    }

    public Optional<Place> place() {
        return place;
    }

    private static String message(int status, JsonNode problem) {
        var text = new StringBuilder(problem.path("title").asText("the tracker answered " + status));
        String detail = problem.path("detail").asText();
        if (!detail.isBlank() && !detail.contentEquals(text)) {
            text.append(": ").append(detail);
        }
        JsonNode places = problem.path("problems");
        if (places.size() > 1) { // one alone is what the detail says
            places.forEach(each -> text.append("\n  ").append(place(each)));
        }
        return text.toString();
    }

    private static String place(JsonNode problem) {
        String line = problem.has("line") ? "line " + problem.path("line").asInt() + ": " : "";
        String path = problem.path("path").asText();
        return line
                + (path.isEmpty() ? "" : path + ": ")
                + problem.path("message").asText();
    }
}
