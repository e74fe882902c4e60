package dev.hourglass.tracker.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.tracker.api.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** News as messages. Each is written once for all who are shown the same; not for several threads. */
final class Told {

    private final List<PointsMessage> points;
    private final Map<UUID, ObjectNode> runs;
    private final Optional<Message> experiments;
    private final Map<Shown, Map<UUID, Message>> written = new HashMap<>();

    record PointsMessage(UUID run, String metric, Message message) {}

    /** @param runs as JSON, with all that anybody is shown */
    Told(List<PointsMessage> points, Map<UUID, ObjectNode> runs, Optional<Message> experiments) {
        this.points = points;
        this.runs = runs;
        this.experiments = experiments;
    }

    /** Those the client wants, in the order in which they make sense: points, then the run they moved. */
    List<Message> forInterest(Interest interest) {
        List<Message> wanted = new ArrayList<>();
        points.stream().filter(p -> interest.inPoints(p.run, p.metric)).forEach(p -> wanted.add(p.message));
        Map<UUID, Message> messages = written.computeIfAbsent(interest.shown(), _ -> new HashMap<>());
        runs.forEach((id, run) -> {
            if (interest.inRun(id)) {
                wanted.add(messages.computeIfAbsent(id, _ -> message(id, run, interest.shown())));
            }
        });
        experiments.filter(_ -> interest.inEveryRun()).ifPresent(wanted::add);
        return wanted;
    }

    private static Message message(UUID id, ObjectNode run, Shown shown) {
        ObjectNode some = run.objectNode();
        some.setAll(run);
        some.set("metrics", only(shown.metrics(), run.get("metrics")));
        some.set("params", only(shown.params(), run.get("params")));
        return Message.now("run", id, some.toString());
    }

    private static JsonNode only(Selection shown, JsonNode all) {
        ObjectNode some = ((ObjectNode) all).objectNode();
        all.properties().forEach(field -> {
            if (shown.has(field.getKey())) {
                some.set(field.getKey(), field.getValue());
            }
        });
        return some;
    }
}
