package dev.hourglass.tracker.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.tracker.search.Field.Attribute;
import dev.hourglass.tracker.search.Field.Metric;
import dev.hourglass.tracker.search.Field.Param;
import dev.hourglass.tracker.search.Field.Tag;
import dev.hourglass.tracker.search.Filter.Operator;
import dev.hourglass.tracker.search.Sample.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What filters and orders mean, said run by run: the twin of the SQL. */
final class Naive {

    private final Map<UUID, Run> runs;

    Naive(Map<UUID, Run> runs) {
        this.runs = runs;
    }

    boolean holds(Filter filter, Run run) {
        return switch (filter) {
            case Filter.All(List<Filter> parts) -> parts.stream().allMatch(part -> holds(part, run));
            case Filter.Any(List<Filter> parts) -> parts.stream().anyMatch(part -> holds(part, run));
            case Filter.Not(Filter part) -> !holds(part, run);
            case Filter.Compare(Field field, Operator operator, Value value) ->
                of(field, run).map(x -> compare(x, operator, value)).orElse(false);
            case Filter.In(Field field, boolean negated, List<Value> values) ->
                of(field, run)
                        .map(x -> negated != values.stream().anyMatch(value -> compare(x, Operator.EQUAL, value)))
                        .orElse(false);
            case Filter.Like(Field field, boolean negated, boolean anyCase, String pattern) ->
                of(field, run)
                        .map(x -> negated != like(text(x), pattern, anyCase))
                        .orElse(false);
            case Filter.Missing(Field field, boolean negated) ->
                negated == of(field, run).isPresent();
            case Filter.PutAway(Filter.Where where, boolean is) ->
                !is; // none of these runs is anywhere but in the lists
            case Filter.Under(UUID root) ->
                run.id().equals(root)
                        || run.parent()
                                .map(runs::get)
                                .map(p -> holds(filter, p))
                                .orElse(false);
        };
    }

    /** In the first key's direction at the last. */
    Comparator<Run> order(List<SortKey> keys) {
        Comparator<Run> order = (a, b) -> 0;
        for (SortKey key : keys) {
            if (key.field() instanceof Param) {
                order = order.thenComparing(by(run -> of(key.field(), run).flatMap(x -> number(x)), key.descending()))
                        .thenComparing(by(run -> of(key.field(), run).map(Naive::text), key.descending()));
            } else {
                order = order.thenComparing(by(
                        run -> of(key.field(), run)
                                .filter(x -> !(x instanceof Double d && d.isNaN()))
                                // where 0 and -0 are equal
                                .map(x -> x instanceof Double d ? (Object) (d + 0.0) : x),
                        key.descending()));
            }
        }
        boolean age = keys.getFirst().field() == Attribute.AGE;
        Comparator<Run> id = Comparator.comparing(run -> run.id().toString());
        return order.thenComparing(keys.getFirst().descending() != age ? id.reversed() : id);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Comparator<Run> by(Function<Run, Optional<?>> key, boolean descending) {
        Comparator<Comparable> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return (a, b) -> {
            Optional<?> x = key.apply(a);
            Optional<?> y = key.apply(b);
            if (x.isEmpty() || y.isEmpty()) {
                return Boolean.compare(x.isEmpty(), y.isEmpty());
            }
            boolean ids = x.get() instanceof UUID; // Java orders them as signed numbers
            return order.compare((Comparable) (ids ? x.get().toString() : x.get()), (Comparable)
                    (ids ? y.get().toString() : y.get()));
        };
    }

    private Optional<?> of(Field field, Run run) {
        return switch (field) {
            case Param(String path) -> Optional.ofNullable(run.params().get(path));
            case Tag(String key) -> Optional.ofNullable(run.tags().get(key));
            case Metric(String name, Field.Part part) ->
                Optional.ofNullable(run.metrics().get(name)).map(values -> nullable(values, part.ordinal()));
            case Attribute attribute ->
                switch (attribute) {
                    case NAME -> Optional.of(run.name());
                    case EXPERIMENT -> Optional.of(run.experiment());
                    case KIND -> Optional.of(run.kind());
                    case STATE -> Optional.of(run.state());
                    case ID -> Optional.of(run.id());
                    case PARENT -> run.parent();
                    case SWEEP -> run.sweep();
                    case ROOT -> Optional.of(root(run));
                    case CREATED -> Optional.of(run.created());
                    case UPDATED -> Optional.of(run.updated());
                    case AGE ->
                        Optional.of((double)
                                Duration.between(run.created(), Sample.NOW).toSeconds());
                    case STEP -> Optional.of((double) run.step());
                    case TAU -> Optional.of(run.tau());
                    case ATTEMPTS -> Optional.of((double) run.attempts());
                };
        };
    }

    @SuppressWarnings("NullAway") // an array's element
    private static @Nullable Double nullable(Double[] values, int index) {
        return values[index];
    }

    private UUID root(Run run) {
        return run.parent()
                .map(parent ->
                        Optional.ofNullable(runs.get(parent)).map(this::root).orElse(parent))
                .orElse(run.id());
    }

    private static boolean compare(Object x, Operator operator, Value value) {
        return switch (value) {
            case Value.Real(double real) -> {
                Optional<Double> number = number(x);
                yield number.isEmpty() ? operator == Operator.NOT_EQUAL : compare(number.get(), operator, real);
            }
            case Value.Text(String text) -> sign(operator, text(x).compareTo(text));
            case Value.Flag(boolean flag) -> sign(operator, text(x).equalsIgnoreCase(String.valueOf(flag)) ? 0 : 1);
            case Value.Time(Instant time) -> sign(operator, ((Instant) x).compareTo(time));
            case Value.Id id -> {
                String text = x.toString();
                boolean within = text.compareTo(id.first().toString()) >= 0
                        && text.compareTo(id.last().toString()) <= 0;
                yield sign(operator, within ? 0 : 1);
            }
        };
    }

    private static boolean compare(double x, Operator operator, double y) {
        boolean same = x == y || Double.isNaN(x) && Double.isNaN(y);
        return switch (operator) {
            case EQUAL -> same;
            case NOT_EQUAL -> !same;
            case LESS -> x < y;
            case AT_MOST -> x <= y;
            case GREATER -> x > y;
            case AT_LEAST -> x >= y;
        };
    }

    private static boolean sign(Operator operator, int sign) {
        return compare(sign, operator, 0);
    }

    private static Optional<Double> number(Object x) {
        if (x instanceof JsonNode node) {
            try {
                return node.isNumber() || node.isTextual()
                        ? Optional.of(Double.parseDouble(node.asText()) + 0.0)
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.of((Double) x);
    }

    private static String text(Object x) {
        return x instanceof JsonNode node ? node.asText() : (String) x;
    }

    private static boolean like(String text, String pattern, boolean anyCase) {
        List<String> regex = new ArrayList<>();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '%' -> regex.add(".*");
                case '_' -> regex.add(".");
                case '\\' -> regex.add(Pattern.quote(pattern.substring(++i, i + 1)));
                default -> regex.add(Pattern.quote(String.valueOf(c)));
            }
        }
        int flags = Pattern.DOTALL | (anyCase ? Pattern.CASE_INSENSITIVE : 0);
        return Pattern.compile(String.join("", regex), flags).matcher(text).matches();
    }
}
