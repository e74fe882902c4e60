package dev.hourglass.spec;

import dev.hourglass.spec.InvalidSpecException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A list in place of a value stands for one run with each of its entries; several lists for all their combinations. */
final class SweepExpansion {

    /** Here a list is the value itself. */
    private static final Set<String> LISTS =
            Set.of("record.metrics", "record.spectra", "record.distributions", "waitingTimes.at");

    private static final int MOST = 10_000;

    private SweepExpansion() {}

    /** @return one mapping a combination; the first list varies slowest */
    static List<MappingNode> of(MappingNode root, String source) throws InvalidSpecException {
        List<MappingNode> result = new ArrayList<>();
        for (Node node : expand("", root, source)) {
            result.add((MappingNode) node);
        }
        return result;
    }

    private static List<Node> expand(String path, Node node, String source) throws InvalidSpecException {
        return switch (node) {
            case MappingNode mapping -> expandMapping(path, mapping, source);
            case SequenceNode list
            when !LISTS.contains(path) -> {
                if (list.getValue().isEmpty()) {
                    throw invalid(source, path, node, "the list is empty; a sweep needs at least one value");
                }
                yield list.getValue();
            }
            default -> List.of(node);
        };
    }

    private static List<Node> expandMapping(String path, MappingNode mapping, String source)
            throws InvalidSpecException {
        List<List<NodeTuple>> combinations = List.of(List.of());
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            List<Node> values = expand(path.isEmpty() ? key : path + "." + key, tuple.getValueNode(), source);
            if ((long) combinations.size() * values.size() > MOST) {
                throw invalid(source, path, mapping, "the sweep has more than " + MOST + " combinations; split it");
            }
            List<List<NodeTuple>> next = new ArrayList<>(combinations.size() * values.size());
            for (List<NodeTuple> combination : combinations) {
                for (Node value : values) {
                    List<NodeTuple> longer = new ArrayList<>(combination);
                    longer.add(new NodeTuple(tuple.getKeyNode(), value));
                    next.add(longer);
                }
            }
            combinations = next;
        }
        List<Node> nodes = new ArrayList<>(combinations.size());
        for (List<NodeTuple> combination : combinations) {
            nodes.add(new MappingNode(
                    mapping.getTag(),
                    true,
                    combination,
                    mapping.getFlowStyle(),
                    mapping.getStartMark(),
                    mapping.getEndMark()));
        }
        return nodes;
    }

    private static InvalidSpecException invalid(String source, String path, Node node, String message) {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        return new InvalidSpecException(source, List.of(new Problem(path, line, message)));
    }
}
