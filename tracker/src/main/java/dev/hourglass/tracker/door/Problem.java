package dev.hourglass.tracker.door;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Every error of the API, after RFC 9457. */
@Schema(description = "An error (RFC 9457): what is wrong, where, and what to do")
public record Problem(
        @Schema(description = "Names the kind of error; stable, for programs", examples = "urn:hourglass:no-such-run")
        String type,

        @Schema(examples = "No such run") String title,

        @Schema(description = "The HTTP status", examples = "404")
        int status,

        @Schema(description = "For people: what is wrong with this request and what to do about it")
        String detail,

        @Schema(description = "The path that was asked for") Optional<String> instance,

        @Schema(description = "A request that leads on, for programs", examples = "GET /api/v1/runs")
        Optional<String> see,

        @Schema(description = "What is wrong with a spec, place by place")
        Optional<List<At>> problems,

        @Schema(description = "The query parameter whose text goes wrong: filter or order")
        Optional<String> parameter,

        @Schema(description = "Where it goes wrong: a character of the parameter's text, from 1", examples = "17")
        Optional<Integer> column,

        @Schema(description = "What stands there; empty at the end of the text")
        Optional<String> piece,

        @Schema(description = "What could stand there, for people")
        Optional<String> expected) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** Of every 503: what is away for a restart is back in about this time. */
    static final int RETRY_AFTER_SECONDS = 2;

    @Schema(name = "SpecProblem", description = "One thing that is wrong with a spec")
    public record At(
            @Schema(description = "Keys from the root of the spec", examples = "system.width")
            String path,

            @Schema(description = "Line of the text, from 1", examples = "3")
            Optional<Integer> line,

            @Schema(examples = "is -30, must be 1 to 4096") String message) {}

    /** Where a text of a query parameter goes wrong. */
    public record Place(String parameter, int column, String piece, String expected) {}

    static Problem of(Refusal refusal, String path) {
        Optional<Place> place = refusal.place();
        return new Problem(
                kind(refusal.title()),
                refusal.title(),
                refusal.status(),
                refusal.detail(),
                Optional.of(path),
                refusal.see(),
                refusal.problems().isEmpty() ? Optional.empty() : Optional.of(refusal.problems()),
                place.map(Place::parameter),
                place.map(Place::column),
                place.map(Place::piece),
                place.map(Place::expected));
    }

    static Problem of(int status, String title, String detail, String path) {
        return new Problem(
                kind(title),
                title,
                status,
                detail,
                Optional.of(path),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The title in lower case with hyphens: what a program may compare. */
    private static String kind(String title) {
        return "urn:hourglass:" + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
