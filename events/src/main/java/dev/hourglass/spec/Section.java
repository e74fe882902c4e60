package dev.hourglass.spec;

import dev.hourglass.events.Word;
import dev.hourglass.spec.InvalidSpecException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a spec while it is read. Whatever is wrong is added to the problems and reading goes on with a stand-in, so that
 * a person sees all of it at once; {@link #end} reports the keys nobody asked for.
 */
final class Section {

    private final String path;
    private final Optional<Integer> line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Problem> problems;

    Section(String path, MappingNode node, List<Problem> problems) {
        this.path = path;
        this.line = lineOf(node);
        this.problems = problems;
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                boolean again = values.put(key.getValue(), tuple.getValueNode()) != null;
                lines.put(key.getValue(), lineOf(key).orElse(0));
                if (again) { // the composer lets it pass, whatever its settings say
                    problem(key.getValue(), "is a duplicate key; keep one of them");
                }
            } else {
                problem("", "keys must be plain names");
            }
        }
    }

    /** A section that is not there: every value takes its default. */
    private Section(String path, List<Problem> problems) {
        this.path = path;
        this.line = Optional.empty();
        this.problems = problems;
    }

    Section section(String key) {
        Optional<Node> node = take(key);
        if (node.isPresent() && node.get() instanceof MappingNode mapping) {
            return new Section(path(key), mapping, problems);
        }
        node.ifPresent(n -> problem(key, "must be a mapping, like '{kind: ...}'"));
        return new Section(path(key), problems);
    }

    Optional<Section> optionalSection(String key) {
        return values.containsKey(key) ? Optional.of(section(key)) : takeNothing(key);
    }

    /** The section's {@code kind}, one of those that exist. */
    String kind(List<String> kinds) {
        String found = requiredText("kind");
        if (!found.isEmpty() && !kinds.contains(found)) {
            problem("kind", "there is no '" + found + "', only " + String.join(", ", kinds));
        }
        return found;
    }

    String requiredText(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty() && !values.containsKey(key)) {
            problem(key, "is missing");
        }
        return text.orElse("");
    }

    Optional<String> text(String key) {
        return scalar(key).flatMap(scalar -> {
            if (scalar.getTag().equals(Tag.NULL)
                    || scalar.getValue().isBlank()
                    || scalar.getValue().length() > 200) {
                problem(key, "must be a text of 1 to 200 characters");
                return Optional.empty();
            }
            return Optional.of(scalar.getValue());
        });
    }

    long integer(String key, long least, long most, long otherwise) {
        return integer(key, least, most).orElse(otherwise);
    }

    long requiredInteger(String key, long least, long most) {
        if (!values.containsKey(key)) {
            known.add(key);
            problem(key, "is missing: an integer from " + least + " to " + most);
            return least;
        }
        return integer(key, least, most, least);
    }

    Optional<Long> integer(String key, long least, long most) {
        return scalar(key).flatMap(scalar -> integer(key, scalar, least, most));
    }

    private Optional<Long> integer(String key, ScalarNode scalar, long least, long most) {
        try {
            if (scalar.getTag().equals(Tag.INT)) {
                long value = Long.parseLong(scalar.getValue());
                if (value >= least && value <= most) {
                    return Optional.of(value);
                }
            }
        } catch (NumberFormatException e) {
            // reported below with the others: too large for any limit, or in octal or hexadecimal
        }
        problem(key, "is " + scalar.getValue() + ", must be an integer from " + least + " to " + most);
        return Optional.empty();
    }

    /** A number above 0. */
    Optional<Double> positive(String key) {
        return scalar(key).flatMap(scalar -> {
            if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
                double value = number(scalar.getValue());
                if (value > 0 && Double.isFinite(value)) {
                    return Optional.of(value);
                }
            }
            problem(key, "is " + scalar.getValue() + ", must be a number above 0");
            return Optional.empty();
        });
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN; // .inf, .nan, hexadecimal: none is a rate or a limit
        }
    }

    double requiredPositive(String key) {
        if (!values.containsKey(key)) {
            known.add(key);
            problem(key, "is missing: a number above 0");
            return 1;
        }
        return positive(key).orElse(1.0);
    }

    <E extends Enum<E> & Word> E word(String key, Class<E> type, E otherwise) {
        return scalar(key)
                .flatMap(scalar -> {
                    try {
                        return Optional.of(Word.parse(type, scalar.getValue()));
                    } catch (IllegalArgumentException e) {
                        problem(key, String.valueOf(e.getMessage()));
                        return Optional.<E>empty();
                    }
                })
                .orElse(otherwise);
    }

    /** Texts without repetition. */
    Optional<List<String>> texts(String key) {
        return list(key).map(list -> {
            Set<String> texts = new LinkedHashSet<>();
            for (Node node : list) {
                if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
                    problem(key, "must be a list of names");
                } else if (!texts.add(scalar.getValue())) {
                    problem(key, "names " + scalar.getValue() + " twice");
                }
            }
            return List.copyOf(texts);
        });
    }

    /** Integers in ascending order. */
    List<Long> integers(String key, long least, long most) {
        List<Long> integers = new ArrayList<>();
        for (Node node : list(key).orElseGet(List::of)) {
            if (node instanceof ScalarNode scalar) {
                integer(key, scalar, least, most).ifPresent(integers::add);
            } else {
                problem(key, "must be a list of integers");
            }
        }
        for (int i = 1; i < integers.size(); i++) {
            if (integers.get(i) <= integers.get(i - 1)) {
                problem(key, "must rise, but " + integers.get(i) + " follows " + integers.get(i - 1));
            }
        }
        return integers;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    void problem(String key, String message) {
        int at = lines.getOrDefault(key, line.orElse(0));
        problems.add(new Problem(path(key), at, message));
    }

    /** Every key that was not asked for is one that would be silently without effect. */
    void end() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problem(
                        key,
                        "is not known here; known are "
                                + known.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private Optional<List<Node>> list(String key) {
        return take(key).flatMap(node -> {
            if (node instanceof SequenceNode sequence) {
                return Optional.of(sequence.getValue());
            }
            problem(key, "must be a list, like [a, b]");
            return Optional.empty();
        });
    }

    private Optional<ScalarNode> scalar(String key) {
        return take(key).flatMap(node -> {
            if (node instanceof ScalarNode scalar) {
                return Optional.of(scalar);
            }
            problem(key, "must be a single value");
            return Optional.empty();
        });
    }

    private Optional<Node> take(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    private <T> Optional<T> takeNothing(String key) {
        known.add(key);
        return Optional.empty();
    }

    private String path(String key) {
        return path.isEmpty() ? key : key.isEmpty() ? path : path + "." + key;
    }

    private static Optional<Integer> lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1);
    }
}
