package dev.hourglass.cli.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.chaos.MadeUpFamily;
import dev.hourglass.events.codec.EventLines;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Bodies after a schema, with values that are odd; then some with bytes that are. */
final class OddBodies {

    private static final int DEEPEST = 4;

    /** A run that nobody will work on. */
    private static final String SPEC = """
            experiment: odd
            system: {kind: deep-recurrent, depth: 2, width: 16}
            data: {kind: synthetic-chorales, chorales: 4, seed: 1}
            dynamics: {kind: sgd, eta: 4.0e-3, minibatch: 10, deltas: stale}
            seed: 5
            stop: {steps: 100}
            record: {every: {perDecade: 10}, metrics: [nll]}
            """;

    private final JsonNode schemas;

    OddBodies(JsonNode schemas) {
        this.schemas = schemas;
    }

    byte[] of(RandomGenerator random, Route route) {
        byte[] body =
                switch (route.bodyType().orElse("")) {
                    case "" -> new byte[0];
                    case "application/json" -> json(random, route);
                    case "application/x-ndjson" -> lines(random);
                    default -> OddValues.bytes(random, 2_000);
                };
        return switch (random.nextInt(12)) {
            case 0 -> OddValues.cut(random, body);
            case 1 -> OddValues.flipped(random, body);
            case 2 -> OddValues.stuffed(random, body, OddValues.bytes(random, 30));
            case 3 -> random.nextInt(10) == 0 ? bytes("[".repeat(100_000)) : bytes(OddValues.text(random));
            default -> body;
        };
    }

    private byte[] json(RandomGenerator random, Route route) {
        JsonNode made = value(random, route.body(), "", 0);
        if (made instanceof ObjectNode object && object.has("specText") && random.nextBoolean()) {
            object.remove("spec");
            object.put("specText", random.nextBoolean() ? SPEC : spoilt(random, SPEC));
        }
        return bytes(made.toString());
    }

    private static byte[] lines(RandomGenerator random) {
        var lines = new StringBuilder();
        int most = 1 + random.nextInt(6);
        new MadeUpFamily(random.nextLong(), 0).tell(envelope -> {
            if (lines.chars().filter(c -> c == '\n').count() < most) {
                String line = EventLines.write(envelope);
                lines.append(random.nextInt(3) == 0 ? spoilt(random, line) : line)
                        .append('\n');
            }
        });
        return bytes(lines.toString());
    }

    private static String spoilt(RandomGenerator random, String text) {
        return new String(
                random.nextBoolean()
                        ? OddValues.flipped(random, bytes(text))
                        : OddValues.stuffed(random, bytes(text), bytes(OddValues.text(random))),
                StandardCharsets.UTF_8);
    }

    private JsonNode value(RandomGenerator random, JsonNode schema, String name, int depth) {
        if (random.nextInt(8) == 0 || depth > DEEPEST) {
            return odd(random);
        }
        if (schema.has("$ref")) {
            String ref = schema.path("$ref").asText();
            return value(random, schemas.path(ref.substring(ref.lastIndexOf('/') + 1)), name, depth + 1);
        }
        for (String one : new String[] {"anyOf", "oneOf", "allOf"}) {
            if (schema.path(one).size() > 0) {
                return value(
                        random,
                        schema.path(one).get(random.nextInt(schema.path(one).size())),
                        name,
                        depth + 1);
            }
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        if (schema.path("examples").size() > 0 && random.nextBoolean()) {
            return schema.path("examples").get(0);
        }
        JsonNode types = schema.path("type");
        String type = types.isArray() ? types.get(random.nextInt(types.size())).asText() : types.asText();
        var make = JsonNodeFactory.instance;
        return switch (type) {
            case "object" -> {
                ObjectNode object = make.objectNode();
                schema.path("properties").properties().forEach(property -> {
                    if (random.nextInt(6) > 0) {
                        object.set(property.getKey(), value(random, property.getValue(), property.getKey(), depth + 1));
                    }
                });
                yield object;
            }
            case "array" -> {
                var array = make.arrayNode();
                for (int n = random.nextInt(4); n > 0; n--) {
                    array.add(value(random, schema.path("items"), name, depth + 1));
                }
                yield array;
            }
            case "integer" -> make.numberNode(random.nextBoolean() ? random.nextInt(100) : OddValues.number(random));
            case "number" -> make.numberNode(OddValues.real(random));
            case "boolean" -> make.booleanNode(random.nextBoolean());
            case "null" -> make.nullNode();
            default -> make.textNode(random.nextBoolean() ? name + random.nextInt(10) : OddValues.text(random));
        };
    }

    private static JsonNode odd(RandomGenerator random) {
        var make = JsonNodeFactory.instance;
        return switch (random.nextInt(6)) {
            case 0 -> make.nullNode();
            case 1 -> make.numberNode(OddValues.number(random));
            case 2 -> make.numberNode(OddValues.real(random));
            case 3 -> make.arrayNode().add(make.objectNode());
            case 4 -> make.objectNode().put("a", OddValues.text(random));
            default -> make.textNode(OddValues.text(random));
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
