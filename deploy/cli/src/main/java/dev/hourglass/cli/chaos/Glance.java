package dev.hourglass.cli.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.Collection;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** What a run's own points of each metric come to: how many count, and the last, the least and the greatest value, to the bit. */
final class Glance {

    /** Nothing counts. */
    static final String NONE = "0 points";

    private Glance() {}

    /** As the tracker has it, by metric; one of which nothing counts is as one that never was. */
    static SequencedMap<String, String> read(TrackerClient api, String run, Collection<String> metrics) {
        SequencedMap<String, String> all = new TreeMap<>();
        metrics.forEach(metric -> all.put(metric, NONE));
        for (JsonNode metric : api.get("/runs/" + run + "/metrics")) {
            if (metric.path("points").longValue() > 0) {
                all.put(
                        metric.path("name").textValue(),
                        text(
                                metric.path("points").longValue(),
                                at(metric, "last"),
                                at(metric, "min"),
                                at(metric, "max")));
            }
        }
        return all;
    }

    private static Optional<String> at(JsonNode metric, String which) {
        return metric.has(which)
                ? Optional.of(at(metric.path(which + "Step").longValue(), Points.number(metric.path(which))))
                : Optional.empty();
    }

    static String at(long step, double value) {
        return Points.bits(value) + " at " + step;
    }

    static String text(long points, Optional<String> last, Optional<String> least, Optional<String> greatest) {
        return points + " points, last " + last.orElse("none") + ", least " + least.orElse("none") + ", greatest "
                + greatest.orElse("none");
    }
}
