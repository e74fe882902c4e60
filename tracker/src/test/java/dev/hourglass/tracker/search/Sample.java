package dev.hourglass.tracker.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hourglass.tracker.search.Field.Attribute;
import dev.hourglass.tracker.search.Field.Metric;
import dev.hourglass.tracker.search.Field.Param;
import dev.hourglass.tracker.search.Field.Part;
import dev.hourglass.tracker.search.Field.Tag;
import dev.hourglass.tracker.search.Filter.Operator;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Random runs, filters and orders, from pools so small that they often meet. */
final class Sample {

    static final Instant NOW = Instant.parse("2026-05-31T12:00:00Z");
    private static final List<String> TEXTS = List.of(
            "paper",
            "Paper",
            "draft",
            "aging%",
            "a_b",
            "x'y",
            "back\\slash",
            "\u00fcber",
            "",
            "30",
            "1e3",
            "true",
            "say \"hi\"");
    private static final List<String> PATTERNS =
            List.of("%", "p%", "P_per", "%\\%", "a\\_b", "%\\\\%", "\u00fc%", "", "%'%", "_", "3%");
    private static final List<String> NAMES = List.of(
            "width", "system.width", "val/loss", "a b", "loss.min", "min", "in", "quote\"tick`", "\u00e4", "x.0.y");
    private static final double[] NUMBERS = {
        0, -0.0, 1, 30, 1000, 0.02, -3.5, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };

    private final RandomGenerator random;

    Sample(RandomGenerator random) {
        this.random = random;
    }

    /** @param metrics by name: last, least and greatest value, step of the last; null where there is none */
    record Run(
            UUID id,
            String name,
            String experiment,
            String kind,
            String state,
            Optional<UUID> parent,
            Optional<UUID> sweep,
            Instant created,
            Instant updated,
            long step,
            double tau,
            int attempts,
            Map<String, JsonNode> params,
            Map<String, String> tags,
            Map<String, Double[]> metrics) {}

    Run run(List<Run> others) {
        Optional<UUID> parent = Optional.empty();
        if (!others.isEmpty() && random.nextInt(3) > 0) {
            parent = Optional.of(others.get(random.nextInt(others.size())).id);
        } else if (random.nextInt(5) == 0) {
            parent = Optional.of(new UUID(7, random.nextInt(2))); // has not arrived
        }
        Map<String, JsonNode> params = new HashMap<>();
        Map<String, String> tags = new HashMap<>();
        Map<String, Double[]> metrics = new HashMap<>();
        for (String name : NAMES) {
            if (random.nextBoolean()) {
                params.put(name, param());
            }
            if (random.nextBoolean()) {
                tags.put(name, of(TEXTS));
            }
            if (random.nextBoolean()) {
                metrics.put(
                        name,
                        random.nextInt(6) == 0
                                ? new Double[4]
                                : new Double[] {number(), finite(), finite(), (double) random.nextInt(5)});
            }
        }
        return new Run(
                new UUID(random.nextLong(), random.nextLong()),
                of(TEXTS),
                of(TEXTS),
                of(Literals.words(Attribute.KIND)),
                of(Literals.words(Attribute.STATE)),
                parent,
                random.nextBoolean() ? Optional.of(new UUID(9, random.nextInt(2))) : Optional.empty(),
                time(),
                time(),
                random.nextInt(5),
                number(),
                random.nextInt(3),
                params,
                tags,
                metrics);
    }

    Filter filter(int depth, List<Run> runs) {
        int kind = random.nextInt(depth > 0 ? 7 : 4);
        Field field = field();
        return switch (kind) {
            case 4 -> new Filter.All(parts(depth, runs));
            case 5 -> new Filter.Any(parts(depth, runs));
            case 6 -> new Filter.Not(filter(depth - 1, runs));
            case 0 -> new Filter.Missing(field, random.nextBoolean());
            case 1 ->
                new Filter.In(
                        field,
                        random.nextBoolean(),
                        Stream.generate(() -> value(field, runs))
                                .limit(1 + random.nextInt(3))
                                .toList());
            case 2 -> {
                boolean text = field.kind() == Field.Kind.TEXT || field.kind() == Field.Kind.ANY;
                yield text
                        ? new Filter.Like(field, random.nextBoolean(), random.nextBoolean(), of(PATTERNS))
                        : compare(field, value(field, runs));
            }
            default -> compare(field, value(field, runs));
        };
    }

    List<SortKey> order() {
        return Stream.generate(() -> new SortKey(field(), random.nextBoolean()))
                .limit(1 + random.nextInt(3))
                .toList();
    }

    private List<Filter> parts(int depth, List<Run> runs) {
        return Stream.generate(() -> filter(depth - 1, runs))
                .limit(2 + random.nextInt(2))
                .toList();
    }

    private Filter compare(Field field, Value value) {
        boolean unordered = value instanceof Value.Id
                || value instanceof Value.Flag
                || value instanceof Value.Real(double real) && Double.isNaN(real);
        Operator[] all = Operator.values();
        return new Filter.Compare(field, all[random.nextInt(unordered ? 2 : all.length)], value);
    }

    private Field field() {
        String name = of(NAMES);
        return switch (random.nextInt(4)) {
            case 0 -> new Param(name);
            case 1 -> new Tag(name);
            case 2 -> new Metric(name, Part.values()[random.nextInt(Part.values().length)]);
            default -> Attribute.values()[random.nextInt(Attribute.values().length)];
        };
    }

    private Value value(Field field, List<Run> runs) {
        List<String> words = Literals.words(field);
        return switch (field.kind()) {
            case TEXT -> new Value.Text(of(words.isEmpty() ? TEXTS : words));
            case REAL ->
                new Value.Real(field == Attribute.AGE && random.nextBoolean() ? 1800 * random.nextInt(5) : number());
            case TIME -> new Value.Time(time());
            case ID -> {
                UUID id = random.nextInt(5) == 0
                        ? new UUID(field == Attribute.SWEEP ? 9 : 7, 1)
                        : runs.get(random.nextInt(runs.size())).id;
                yield random.nextBoolean()
                        ? new Value.Id(id, id)
                        : Value.Id.of(id.toString().substring(0, 5)).orElseThrow();
            }
            case ANY ->
                switch (random.nextInt(3)) {
                    case 0 -> new Value.Real(number());
                    case 1 -> new Value.Flag(random.nextBoolean());
                    default -> new Value.Text(of(TEXTS));
                };
        };
    }

    private JsonNode param() {
        return switch (random.nextInt(4)) {
            case 0 -> new TextNode(of(TEXTS));
            case 1 -> BooleanNode.valueOf(random.nextBoolean());
            case 2 -> new DoubleNode(finite());
            default -> new IntNode(30 * random.nextInt(3));
        };
    }

    private double number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private double finite() {
        return NUMBERS[random.nextInt(NUMBERS.length - 3)];
    }

    private Instant time() {
        return NOW.minusSeconds(1800L * random.nextInt(5));
    }

    private <T> T of(List<T> pool) {
        return pool.get(random.nextInt(pool.size()));
    }
}
