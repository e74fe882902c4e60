package dev.hourglass.cli.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One way to ask, as the tracker's OpenAPI document describes it.
 *
 * @param bodyType media type of the body, if one is sent
 * @param body its schema, with the document's other schemas at hand
 */
record Route(String method, String path, List<Parameter> parameters, Optional<String> bodyType, JsonNode body) {

    /** @param in path, query or header */
    record Parameter(String name, String in, String type, Optional<String> usual) {}

    /** All there are, and the schemas they refer to. */
    record Document(List<Route> routes, JsonNode schemas) {}

    static Document read(TrackerClient api) {
        JsonNode document = api.document("/q/openapi?format=json");
        List<Route> routes = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> operation.getValue().has("responses"))
                .forEach(operation -> routes.add(of(path.getKey(), operation.getKey(), operation.getValue()))));
        return new Document(routes, document.at("/components/schemas"));
    }

    private static Route of(String path, String method, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode schema = parameter.path("schema");
            parameters.add(new Parameter(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    schema.path("type").asText(),
                    Optional.of(parameter
                                    .path("example")
                                    .asText(schema.path("default").asText("")))
                            .filter(text -> !text.isEmpty())));
        }
        var content = operation.at("/requestBody/content").properties().stream().findFirst();
        return new Route(
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                content.map(media -> media.getKey()),
                content.map(media -> media.getValue().path("schema")).orElse(operation.path("nothing")));
    }

    /** Changes nothing that is there. */
    boolean reads() {
        return method.equals("GET");
    }

    /** Goes on until the client leaves. */
    boolean streams() {
        return path.endsWith("/stream");
    }

    /** Reads all of the log. */
    boolean isLong() {
        return path.endsWith("/rebuild") || path.endsWith("/verify");
    }
}
