package dev.hourglass.tracker.door;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a body's JSON, in words of JSON: the reader's own name classes. */
final class BadJson {

    private BadJson() {}

    static String describe(JsonProcessingException e) {
        return place(e)
                + switch (e) {
                    case UnrecognizedPropertyException unknown ->
                        "no key '" + unknown.getPropertyName() + "' here, only "
                                + unknown.getKnownPropertyIds().stream()
                                        .map(Object::toString)
                                        .sorted()
                                        .collect(Collectors.joining(", "));
                    case ValueInstantiationException refused -> path(refused) + reason(refused);
                    case MismatchedInputException mismatched ->
                        path(mismatched) + "must be " + word(mismatched.getTargetType());
                    case JsonMappingException mapping
                    when mapping.getCause() instanceof StreamReadException broken -> path(mapping) + syntax(broken);
                    case JsonMappingException mapping -> path(mapping) + "cannot be read";
                    case StreamReadException broken -> syntax(broken);
                    default -> "it cannot be read";
                };
    }

    private static String syntax(StreamReadException e) {
        return e instanceof JsonEOFException
                ? "the JSON ends in its middle: a quote or a bracket is not closed"
                : "this is no JSON: look at the quotes, commas and brackets here and before";
    }

    /** Our own records say what is wrong with a value. */
    private static String reason(ValueInstantiationException e) {
        return e.getCause() instanceof IllegalArgumentException own
                ? String.valueOf(own.getMessage())
                : "must be " + word(e.getType().getRawClass());
    }

    private static String word(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Double.class || type == double.class) {
            return "a number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        if (type == UUID.class) {
            return "an id: 32 hex digits with hyphens";
        }
        if (type == Instant.class) {
            return "a time, such as 2026-01-31T12:00:00Z";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String place(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }
}
