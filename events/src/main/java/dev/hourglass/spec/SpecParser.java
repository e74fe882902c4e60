package dev.hourglass.spec;

import dev.hourglass.spec.InvalidSpecException.Problem;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads specs from YAML, of which JSON is a part. */
public final class SpecParser {

    /** What may stand in a spec's place of more: a page of YAML has 4 kB. */
    private static final int MAX_CHARACTERS = 100_000;

    private SpecParser() {}

    /**
     * A text that describes one run, or a sweep if it has lists in place of values.
     *
     * @param source what the text is called in errors: its file's name
     * @return one spec for each combination, in the order of the text; a single one if there is no list
     * @throws InvalidSpecException that names every problem with its key and line
     */
    public static List<Spec> parse(String text, String source) throws InvalidSpecException {
        MappingNode root = compose(text, source);
        List<Spec> specs = new ArrayList<>();
        for (MappingNode one : SweepExpansion.of(root, source)) {
            specs.add(read(one, source));
        }
        return List.copyOf(specs);
    }

    /** A text that must describe exactly one run. */
    public static Spec parseOne(String text, String source) throws InvalidSpecException {
        List<Spec> specs = parse(text, source);
        if (specs.size() != 1) {
            throw new InvalidSpecException(
                    source, List.of(new Problem("", 0, "describes " + specs.size() + " runs where one is needed")));
        }
        return specs.getFirst();
    }

    private static Spec read(MappingNode root, String source) throws InvalidSpecException {
        List<Problem> problems = new ArrayList<>();
        Spec spec = SpecReader.read(new Section("", root, problems));
        if (!problems.isEmpty()) {
            throw new InvalidSpecException(source, problems);
        }
        return spec;
    }

    private static MappingNode compose(String text, String source) throws InvalidSpecException {
        if (text.length() > MAX_CHARACTERS) {
            throw invalid(source, 0, "has " + text.length() + " characters, at most " + MAX_CHARACTERS + " are read");
        }
        int half = lineOfHalf(text);
        if (half > 0) {
            throw invalid(source, half, "has half of a surrogate pair, which is no character");
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setSchema(new CoreSchema())
                .setMaxAliasesForCollections(0)
                .build();
        try {
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> invalid(source, 0, "is empty; a spec begins with 'experiment: NAME'"));
            if (root instanceof MappingNode mapping) {
                return mapping;
            }
            throw invalid(source, 1, "must be a mapping of keys to values");
        } catch (MarkedYamlEngineException e) {
            throw invalid(
                    source, e.getProblemMark().map(Mark::getLine).orElse(-1) + 1, "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw invalid(source, 0, "is not YAML: " + e.getMessage());
        }
    }

    /** The reader of YAML was seen to run over its buffer's end on such halves. @return 0 if there is none */
    private static int lineOfHalf(String text) {
        int line = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                return line;
            }
            line += character == '\n' ? 1 : 0;
        }
        return 0;
    }

    private static InvalidSpecException invalid(String source, int line, String message) {
        return new InvalidSpecException(source, List.of(new Problem("", line, message)));
    }
}
