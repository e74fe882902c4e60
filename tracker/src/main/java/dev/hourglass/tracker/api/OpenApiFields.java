package dev.hourglass.tracker.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Gives every field of the shapes and every parameter a description, and every shape a whole example that is made of its fields'. What
 * the shapes do not say themselves is in {@code fields.json}, by the field's name, or by shape and name where the name means something else.
 */
final class OpenApiFields {

    private static final String REFS = "#/components/schemas/";

    private final Map<String, Said> said = read();
    private final OpenAPI api;
    private final Map<String, Schema> shapes;

    OpenApiFields(OpenAPI api) {
        this.api = api;
        this.shapes = api.getComponents().getSchemas();
    }

    private record Said(@Nullable Object example, @Nullable String description) {}

    void describe() {
        shapes.forEach((shape, schema) -> fields(schema).forEach((name, field) -> describe(shape, name, field)));
        shapes.forEach((shape, schema) -> {
            if (!fields(schema).isEmpty()) {
                schema.setExamples(List.of(example(schema).orElseThrow()));
            }
        });
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .flatMap(operation -> Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream())
                .filter(parameter -> parameter.getDescription() == null)
                .forEach(this::describe);
    }

    private void describe(Parameter parameter) {
        Optional.ofNullable(said.get("{" + parameter.getName() + "}"))
                .map(Said::description)
                .ifPresent(parameter::setDescription);
    }

    private void describe(String shape, String name, Schema field) {
        said(shape, name).ifPresent(known -> {
            if (field.getDescription() == null && known.description != null) {
                field.setDescription(known.description);
            }
            if (known.example != null
                    && Optional.ofNullable(field.getExamples())
                            .orElse(List.of())
                            .isEmpty()) {
                field.setExamples(List.of(known.example));
            }
        });
    }

    private Optional<Said> said(String shape, String name) {
        return Optional.ofNullable(said.get(shape + "." + name)).or(() -> Optional.ofNullable(said.get(name)));
    }

    private Optional<Object> example(Schema schema) {
        List<Object> own = Optional.ofNullable(schema.getExamples()).orElse(List.of());
        if (!own.isEmpty()) {
            return Optional.of(own.getFirst());
        }
        if (schema.getRef() != null) {
            return example(Objects.requireNonNull(shapes.get(schema.getRef().substring(REFS.length()))));
        }
        if (Optional.ofNullable(schema.getType()).orElse(List.of()).contains(SchemaType.ARRAY)) {
            return Optional.ofNullable(schema.getItems()).flatMap(this::example).map(List::of);
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        fields(schema).forEach((name, field) -> example(field).ifPresent(value -> whole.put(name, value)));
        return whole.isEmpty() ? Optional.empty() : Optional.of(whole);
    }

    private static Map<String, Schema> fields(Schema schema) {
        return Optional.ofNullable(schema.getProperties()).orElse(Map.of());
    }

    private static Map<String, Said> read() {
        try (InputStream file = OpenApiFields.class.getResourceAsStream("fields.json")) {
            return new ObjectMapper()
                    .readValue(
                            Objects.requireNonNull(file, "fields.json is on the class path"), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
