package dev.hourglass.tracker.search;

import dev.hourglass.tracker.search.Field.Attribute;
import dev.hourglass.tracker.search.Field.Metric;
import dev.hourglass.tracker.search.Field.Param;
import dev.hourglass.tracker.search.Field.Part;
import dev.hourglass.tracker.search.Field.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a field's text means. All behind {@code params.}, {@code metrics.} and {@code tags.} is the name, dots too, but for a
 * last word of a metric that says which of its values is meant: {@code metrics.val.loss.min} is the least of "val.loss". In
 * quotes a word is only a name: {@code metrics."loss.min"} and {@code metrics.loss."min"} are the last value of "loss.min".
 */
final class FieldNames {

    private static final Pattern SEGMENT = Pattern.compile("\"((?:\"\"|[^\"])*)\"|`((?:``|[^`])*)`|([^.\"`]+)");
    private static final Map<String, Attribute> ATTRIBUTES =
            Arrays.stream(Attribute.values()).collect(Collectors.toMap(Attribute::word, Function.identity()));
    private static final Map<String, Part> PARTS = Map.of(
            "last", Part.LAST,
            "min", Part.MIN,
            "max", Part.MAX,
            "step", Part.STEP);

    static final String KNOWN = "a field: "
            + Arrays.stream(Attribute.values()).map(Attribute::word).collect(Collectors.joining(", "))
            + ", params.NAME, metrics.NAME or tags.NAME";

    private FieldNames() {}

    private record Segment(String name, boolean quoted) {}

    /** @return empty if there is no such field */
    static Optional<Field> of(String text) {
        List<Segment> segments =
                SEGMENT.matcher(text).results().map(FieldNames::segment).toList();
        List<Segment> name = segments.subList(1, segments.size());
        String first = segments.getFirst().name.toLowerCase(Locale.ROOT);
        return switch (first) {
            case "params", "param", "parameters", "parameter" -> named(name).map(Param::new);
            case "tags", "tag" -> named(name).map(Tag::new);
            case "metrics", "metric" -> metric(name);
            // MLflow's word for what a run itself has
            case "attributes", "attribute" -> named(name).flatMap(FieldNames::attribute);
            default -> attribute(named(segments).orElse(""));
        };
    }

    /** A metric by its name alone, as an order may say it. */
    static Optional<Field> bareMetric(String text) {
        return metric(SEGMENT.matcher(text).results().map(FieldNames::segment).toList());
    }

    private static Optional<Field> attribute(String word) {
        return Optional.ofNullable(ATTRIBUTES.get(word.toLowerCase(Locale.ROOT)));
    }

    private static Optional<Field> metric(List<Segment> segments) {
        if (segments.size() > 1 && !segments.getLast().quoted) {
            Part part = PARTS.get(segments.getLast().name.toLowerCase(Locale.ROOT));
            if (part != null) {
                return named(segments.subList(0, segments.size() - 1)).map(name -> new Metric(name, part));
            }
        }
        return named(segments).map(name -> new Metric(name, Part.LAST));
    }

    private static Optional<String> named(List<Segment> segments) {
        String name = segments.stream().map(Segment::name).collect(Collectors.joining("."));
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    private static Segment segment(MatchResult found) {
        if (found.group(1) != null) {
            return new Segment(found.group(1).replace("\"\"", "\""), true);
        }
        return found.group(2) != null
                ? new Segment(found.group(2).replace("``", "`"), true)
                : new Segment(found.group(3), false);
    }
}
