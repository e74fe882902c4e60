package dev.hourglass.tracker.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Has the OpenAPI text say what JSON the tracker reads and writes, where the shapes' Java types alone do not tell: a field that
 * is not optional is required; an optional one is left out of answers, never null; a double of an answer may be NaN or infinite,
 * which is a word there; a JsonNode is any JSON. The pages' types are made from it. Public because Quarkus makes it at build time.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class OpenApiShapes implements OASFilter {

    private static final String REFS = "#/components/schemas/";
    private static final String JSON = "JsonNode";
    private static final String REAL = "Real";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, Schema> schemas = new TreeMap<>(api.getComponents().getSchemas());
        schemas.remove("JsonNodeType");
        schemas.put(JSON, anyJson());
        Set<String> asked = asked(api, schemas);
        schemas.forEach((name, schema) -> {
            if (!name.equals(JSON)) {
                require(schema);
                walk(schema).forEach(OpenApiShapes::oneKindOfJson);
                if (!asked.contains(name)) {
                    walk(schema).forEach(OpenApiShapes::answer);
                }
            }
        });
        schemas.put(REAL, real());
        api.getComponents().setSchemas(schemas);
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (path.endsWith("/stream")) {
                item.getGET().getResponses().getAPIResponse("200").setContent(streamed());
            }
        });
        new OpenApiFields(api).describe();
        OpenApiErrors.declare(api);
    }

    /** What events carry, by their names: no type of a method says it. */
    private static Content streamed() {
        Schema data = OASFactory.createSchema()
                .description(
                        "The data of an event, JSON in one line: of hello a Hello, of run a Run, of points LivePoints, of"
                                + " progress a LiveProgress, of experiments a list of them");
        for (String shape : List.of("Hello", "Run", "LivePoints", "LiveProgress")) {
            data.addAnyOf(OASFactory.createSchema().ref(REFS + shape));
        }
        data.addAnyOf(OASFactory.createSchema()
                .type(List.of(SchemaType.ARRAY))
                .items(OASFactory.createSchema().ref(REFS + "Experiment")));
        return OASFactory.createContent()
                .addMediaType("text/event-stream", OASFactory.createMediaType().schema(data));
    }

    private static void require(Schema shape) {
        List<String> required = fields(shape).entrySet().stream()
                .filter(field -> !mayBeNull(field.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        shape.setRequired(required.isEmpty() ? null : required);
    }

    /** An optional JsonNode that is said to be an object or a number comes out as a list as well. */
    private static void oneKindOfJson(Schema schema) {
        List<SchemaType> types = types(schema);
        boolean listed = types.contains(SchemaType.ARRAY)
                && Optional.ofNullable(schema.getItems())
                        .map(Schema::getRef)
                        .filter(ref -> ref.equals(REFS + JSON))
                        .isPresent();
        if (listed && types.stream().anyMatch(type -> type != SchemaType.ARRAY && type != SchemaType.NULL)) {
            schema.removeType(SchemaType.ARRAY);
            schema.setItems(null);
            if (types.contains(SchemaType.OBJECT)) {
                schema.setAdditionalPropertiesSchema(OASFactory.createSchema().ref(REFS + JSON));
            }
        }
    }

    private static void answer(Schema schema) {
        if (mayBeNull(schema)) {
            options(schema).stream()
                    .map(Schema::getRef)
                    .filter(ref -> ref != null)
                    .findFirst()
                    .ifPresent(ref -> {
                        schema.setAnyOf(null);
                        schema.setRef(ref);
                    });
            schema.removeType(SchemaType.NULL);
        }
        if (types(schema).contains(SchemaType.NUMBER)) {
            schema.setFormat(null);
            schema.setRef(REFS + REAL);
        }
        if (schema.getRef() != null) {
            schema.setType(null);
        }
    }

    private static boolean mayBeNull(Schema schema) {
        return Stream.concat(Stream.of(schema), options(schema).stream())
                .anyMatch(one -> types(one).contains(SchemaType.NULL));
    }

    private static Schema anyJson() {
        Schema any = OASFactory.createSchema().ref(REFS + JSON);
        return OASFactory.createSchema()
                .description("Any JSON")
                .addAnyOf(OASFactory.createSchema()
                        .type(List.of(SchemaType.STRING, SchemaType.NUMBER, SchemaType.BOOLEAN, SchemaType.NULL)))
                .addAnyOf(OASFactory.createSchema()
                        .type(List.of(SchemaType.ARRAY))
                        .items(any))
                .addAnyOf(OASFactory.createSchema()
                        .type(List.of(SchemaType.OBJECT))
                        .additionalPropertiesSchema(any));
    }

    private static Schema real() {
        return OASFactory.createSchema()
                .description("A number; what JSON has no number for is a word")
                .addAnyOf(OASFactory.createSchema()
                        .type(List.of(SchemaType.NUMBER))
                        .format("double"))
                .addAnyOf(OASFactory.createSchema()
                        .type(List.of(SchemaType.STRING))
                        .enumeration(List.of("NaN", "Infinity", "-Infinity")));
    }

    /** The schemas that bodies of requests are made of: in these null is as good as nothing. */
    private static Set<String> asked(OpenAPI api, Map<String, Schema> schemas) {
        Set<String> found = new HashSet<>();
        List<Schema> next = new ArrayList<>(api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .flatMap(operation -> Stream.ofNullable(operation.getRequestBody()))
                .flatMap(body -> body.getContent().getMediaTypes().values().stream())
                .flatMap(media -> Stream.ofNullable(media.getSchema()))
                .toList());
        while (!next.isEmpty()) {
            for (Schema part : walk(next.removeLast()).toList()) {
                String name = part.getRef() == null ? "" : part.getRef().substring(REFS.length());
                if (schemas.containsKey(name) && found.add(name)) {
                    next.add(schemas.get(name));
                }
            }
        }
        return found;
    }

    /** A schema and all that stand in it, those it refers to left out. */
    private static Stream<Schema> walk(Schema schema) {
        Stream<Schema> inside = Stream.of(
                        fields(schema).values().stream(),
                        options(schema).stream(),
                        Stream.ofNullable(schema.getItems()),
                        Stream.ofNullable(schema.getAdditionalPropertiesSchema()))
                .flatMap(each -> each);
        return Stream.concat(Stream.of(schema), inside.flatMap(OpenApiShapes::walk));
    }

    private static Map<String, Schema> fields(Schema schema) {
        return Optional.ofNullable(schema.getProperties()).orElse(Map.of());
    }

    private static List<Schema> options(Schema schema) {
        return Optional.ofNullable(schema.getAnyOf()).orElse(List.of());
    }

    private static List<SchemaType> types(Schema schema) {
        return Optional.ofNullable(schema.getType()).orElse(List.of());
    }
}
