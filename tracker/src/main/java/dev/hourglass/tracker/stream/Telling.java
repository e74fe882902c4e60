package dev.hourglass.tracker.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.tracker.api.About;
import dev.hourglass.tracker.api.Experiments;
import dev.hourglass.tracker.api.RunReader;
import dev.hourglass.tracker.api.shape.Run;
import dev.hourglass.tracker.live.Heartbeat;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Turns news into messages, each written as JSON once. */
@Singleton
class Telling {

    /** How many runs are read by one statement. */
    private static final int AT_ONCE = 1000;

    private final RunReader runs;
    private final Experiments experiments;
    private final About about;
    private final LiveReadModel live;
    private final ObjectMapper json;

    Telling(RunReader runs, Experiments experiments, About about, LiveReadModel live, ObjectMapper json) {
        this.runs = runs;
        this.experiments = experiments;
        this.about = about;
        this.live = live;
        this.json = json;
    }

    @Schema(name = "LivePoints")
    record LivePoints(UUID run, String metric, long[] steps, double[] taus, long[] wallMs, double[] values) {}

    @Schema(name = "LiveProgress")
    record LiveProgress(
            UUID run,
            UUID attempt,
            String worker,
            long step,
            double tau,
            Optional<Double> stepsPerSecond,
            Optional<Instant> expectedEndAt,
            Instant heartbeatAt) {}

    /** @param resumed whether all that was missed follows; if not, read anew what is shown */
    @Schema(name = "Hello")
    record Hello(String version, String readModel, boolean resumed) {}

    /** Points of an attempt that is not the run's current one are left out: the read model does not show them either. */
    Told tell(News news, Interests wanted) {
        Map<UUID, Run> changed = read(news.runs(), wanted);
        List<Told.PointsMessage> points = new ArrayList<>();
        news.points().forEach((source, columns) -> {
            Run run = changed.get(source.run());
            if (run != null && run.attempt().equals(Optional.of(source.attempt()))) {
                var data = new LivePoints(
                        source.run(),
                        source.metric(),
                        columns.steps(),
                        columns.taus(),
                        columns.wallMs(),
                        columns.values());
                points.add(new Told.PointsMessage(source.run(), source.metric(), Message.of("points", text(data))));
            }
        });
        Map<UUID, ObjectNode> written = new LinkedHashMap<>();
        changed.forEach((id, run) -> written.put(id, json.valueToTree(run)));
        return new Told(
                points,
                written,
                news.statesChanged()
                        ? Optional.of(Message.now("experiments", "", text(experiments.all())))
                        : Optional.empty());
    }

    /** The few that somebody named apart from the many that somebody only lists: of these little is shown. */
    private Map<UUID, Run> read(Collection<UUID> ids, Interests wanted) {
        Map<UUID, Run> found = new LinkedHashMap<>();
        ids.stream()
                .filter(wanted::inRun)
                .collect(Collectors.partitioningBy(run -> wanted.named().containsKey(run)))
                .values()
                .forEach(some -> {
                    for (int from = 0; from < some.size(); from += AT_ONCE) {
                        List<UUID> page = some.subList(from, Math.min(some.size(), from + AT_ONCE));
                        Shown shown =
                                page.stream().map(wanted::of).reduce(Shown::and).orElseThrow();
                        runs.brief(page, shown.metrics(), shown.params()).forEach(run -> found.put(run.id(), run));
                    }
                });
        return found;
    }

    List<Message> states(Interest interest) {
        return runs
                .brief(
                        interest.runs(),
                        interest.shown().metrics(),
                        interest.shown().params())
                .stream()
                .map(run -> Message.now("run", run.id(), text(run)))
                .toList();
    }

    Message progress(Heartbeat beat) {
        var p = beat.progress();
        return Message.now(
                "progress",
                p.attempt(),
                text(new LiveProgress(
                        p.run(),
                        p.attempt(),
                        p.worker(),
                        p.clock().step(),
                        p.clock().tau(),
                        Optional.of(p.stepsPerSecond()).filter(Double::isFinite),
                        p.expectedEndMs().isPresent()
                                ? Optional.of(
                                        Instant.ofEpochMilli(p.expectedEndMs().getAsLong()))
                                : Optional.empty(),
                        beat.at())));
    }

    Message hello(boolean resumed) {
        return Message.of("hello", text(new Hello(about.version(), live.name(), resumed)));
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every message has a JSON form", e);
        }
    }
}
