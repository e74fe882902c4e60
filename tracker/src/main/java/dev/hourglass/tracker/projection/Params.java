package dev.hourglass.tracker.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.spec.SpecEdit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * A spec's values by their paths.
 *
 * @param json all of them in one object
 * @param rows those that can be searched
 */
record Params(String json, List<Row> rows) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]{1,40}(?:\\.[0-9]{0,40})?|\\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?");

    /** Of a path: it stands in an index. A longer one shows with the run but cannot be searched. */
    private static final int MAX_PATH = 200;

    /** @param number what the value is if it can be read as one: programs log numbers as texts too */
    record Row(String path, String value, Optional<Double> number) {}

    /** @throws IllegalArgumentException if the text is no JSON */
    static Params of(String spec) {
        SortedMap<String, JsonNode> values = SpecEdit.flat(spec);
        try {
            Map<String, Row> rows = new LinkedHashMap<>();
            values.forEach((path, value) -> {
                if (path.length() <= MAX_PATH && !value.isNull()) {
                    rows.put(
                            Binder.storable(path),
                            row(path, value)); // of two that PostgreSQL cannot tell apart the last
                }
            });
            // PostgreSQL's JSON holds every character but this one.
            return new Params(
                    JSON.writeValueAsString(values).replace("\\u0000", "\\ufffd"), List.copyOf(rows.values()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static Row row(String path, JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        if (value.isNumber()) {
            return new Row(path, text, Optional.of(value.asDouble()));
        }
        return new Row(
                path,
                text,
                value.isTextual() && NUMBER.matcher(text).matches()
                        ? Optional.of(Double.valueOf(text)).filter(Double::isFinite)
                        : Optional.empty());
    }
}
