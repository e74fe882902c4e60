package dev.hourglass.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.spec.InvalidSpecException.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Specs from specs: what a branch runs, and single values set by their path. */
public final class SpecEdit {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The state a checkpoint holds has these in it, so a branch cannot change them. */
    private static final Set<String> FIXED_IN_A_BRANCH = Set.of("system", "data", "start");

    private SpecEdit() {}

    /**
     * The spec of a branch: its parent's without waiting times, on its parent's random streams.
     *
     * @param stopSteps where it stops, in steps since the root of the lineage; empty: where the parent stops
     * @param seed of its own; empty: it goes on with its parent's streams
     */
    public static Spec branch(Spec parent, OptionalLong stopSteps, OptionalLong seed) {
        Spec.Stop stop =
                stopSteps.isPresent() ? new Spec.Stop(stopSteps, parent.stop().nll()) : parent.stop();
        return new Spec(
                parent.experiment(),
                Optional.empty(),
                parent.system(),
                parent.data(),
                parent.dynamics(),
                seed,
                Optional.empty(),
                stop,
                parent.record(),
                parent.checkpoints(),
                Optional.empty(),
                parent.restarts());
    }

    /** The branch a waiting time creates: followed for {@code follow} times its age. */
    public static Spec waitingTimeBranch(Spec parent, long step) {
        double follow = parent.waitingTimes()
                .orElseThrow(() -> new IllegalArgumentException("the spec has no waiting times"))
                .follow();
        return branch(parent, OptionalLong.of(step + Math.round(follow * step)), OptionalLong.empty());
    }

    /**
     * Sets values by their paths, as {@code dynamics.eta=0.001}.
     *
     * @param values YAML scalars or lists by path; a path may be new ({@code waitingTimes.at})
     */
    public static Spec set(Spec spec, Map<String, String> values, String source) throws InvalidSpecException {
        try {
            ObjectNode root = (ObjectNode) JSON.readTree(spec.canonicalJson());
            for (var entry : values.entrySet()) {
                String[] path = entry.getKey().split("\\.");
                ObjectNode at = root;
                for (int i = 0; i < path.length - 1; i++) {
                    at = at.path(path[i]).isObject() ? (ObjectNode) at.path(path[i]) : at.putObject(path[i]);
                }
                at.set(path[path.length - 1], YamlValue.toJson(entry.getValue(), entry.getKey(), source));
            }
            return SpecParser.parseOne(JSON.writeValueAsString(root), source);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a canonical spec is JSON", e);
        }
    }

    /** The same for a branch, where what its checkpoint fixes cannot be set. */
    public static Spec setInBranch(Spec branch, Map<String, String> values, String source) throws InvalidSpecException {
        for (String path : values.keySet()) {
            if (FIXED_IN_A_BRANCH.contains(path.split("\\.")[0])) {
                throw new InvalidSpecException(
                        source,
                        List.of(new Problem(
                                path, 0, "cannot change in a branch: the checkpoint it starts from fixes it")));
            }
        }
        return set(branch, values, source);
    }

    /** Every value by its path, {@code system.width -> 30}; lists as they stand. */
    public static SortedMap<String, JsonNode> flat(String canonicalJson) {
        try {
            SortedMap<String, JsonNode> values = new TreeMap<>();
            flatten("", JSON.readTree(canonicalJson), values);
            return values;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a spec in JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Which values stand at their defaults: the paths that could be left out and the spec would be the same. Whether somebody wrote
     * one of them down all the same, a spec does not know.
     */
    public static List<String> defaults(Spec spec) {
        String canonical = spec.canonicalJson();
        return flat(canonical).keySet().stream()
                .filter(path -> without(canonical, path).equals(Optional.of(canonical)))
                .toList();
    }

    private static Optional<String> without(String canonicalJson, String path) {
        try {
            JsonNode root = JSON.readTree(canonicalJson);
            int dot = path.lastIndexOf('.');
            JsonNode parent =
                    dot < 0 ? root : root.at("/" + path.substring(0, dot).replace('.', '/'));
            ((ObjectNode) parent).remove(path.substring(dot + 1));
            return Optional.of(
                    SpecParser.parseOne(JSON.writeValueAsString(root), "spec").canonicalJson());
        } catch (InvalidSpecException e) {
            return Optional.empty(); // it has no default
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a canonical spec is JSON", e);
        }
    }

    private static void flatten(String path, JsonNode node, SortedMap<String, JsonNode> values) {
        if (node.isObject()) {
            node.properties()
                    .forEach(p -> flatten(path.isEmpty() ? p.getKey() : path + "." + p.getKey(), p.getValue(), values));
        } else {
            values.put(path, node);
        }
    }
}
