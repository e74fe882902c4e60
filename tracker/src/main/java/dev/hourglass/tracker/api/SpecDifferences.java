package dev.hourglass.tracker.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.tracker.api.shape.Comparison.SpecDifference;
import dev.hourglass.tracker.api.shape.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

/** Where the specs of some runs differ. */
final class SpecDifferences {

    private SpecDifferences() {}

    /** Paths in order; a run that lacks a path others have differs there too. */
    static List<SpecDifference> of(List<Run> runs) {
        TreeSet<String> paths = new TreeSet<>();
        runs.forEach(run -> paths.addAll(run.params().keySet()));
        paths.remove("name"); // it tells runs apart, it does not make them different
        List<SpecDifference> differences = new ArrayList<>();
        for (String path : paths) {
            if (runs.stream()
                            .map(run -> Objects.toString(run.params().get(path)))
                            .distinct()
                            .count()
                    > 1) {
                Map<UUID, JsonNode> values = new LinkedHashMap<>();
                runs.stream()
                        .filter(run -> run.params().containsKey(path))
                        .forEach(run -> values.put(run.id(), run.params().get(path)));
                differences.add(new SpecDifference(path, values));
            }
        }
        return differences;
    }
}
