package dev.hourglass.tracker.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.tracker.api.About;
import dev.hourglass.tracker.api.Experiments;
import dev.hourglass.tracker.api.RunReader;
import dev.hourglass.tracker.api.shape.Run;
import dev.hourglass.tracker.live.Heartbeat;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Turns news into messages, each written as JSON once. */
@Singleton
class Telling {

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

    /** News as messages: what is for whom stands beside each. */
    record Told(List<PointsMessage> points, Map<UUID, Message> runs, Optional<Message> experiments) {

        /** Those the client wants, in the order in which they make sense: points, then the run they moved. */
        List<Message> forInterest(Interest interest) {
            List<Message> wanted = new ArrayList<>();
            points.stream().filter(p -> interest.inPoints(p.run, p.metric)).forEach(p -> wanted.add(p.message));
            runs.forEach((run, message) -> {
                if (interest.inRun(run)) {
                    wanted.add(message);
                }
            });
            experiments.filter(_ -> interest.inExperiments()).ifPresent(wanted::add);
            return wanted;
        }
    }

    record PointsMessage(UUID run, String metric, Message message) {}

    @Schema(name = "LivePoints")
    record LivePoints(
            UUID run, String metric, List<Long> steps, List<Double> taus, List<Long> wallMs, List<Double> values) {}

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
    Told tell(News news) {
        Map<UUID, Run> changed =
                runs.brief(news.runs()).stream().collect(Collectors.toMap(Run::id, Function.identity()));
        List<PointsMessage> points = new ArrayList<>();
        news.points().forEach((source, columns) -> {
            Run run = changed.get(source.run());
            if (run != null && run.attempt().equals(Optional.of(source.attempt()))) {
                var data = new LivePoints(
                        source.run(), source.metric(), columns.steps, columns.taus, columns.wallMs, columns.values);
                points.add(new PointsMessage(source.run(), source.metric(), Message.of("points", text(data))));
            }
        });
        return new Told(
                points,
                changed.values().stream().collect(Collectors.toMap(Run::id, run -> Message.of("run", text(run)))),
                news.statesChanged()
                        ? Optional.of(Message.of("experiments", text(experiments.all())))
                        : Optional.empty());
    }

    List<Message> states(Interest interest) {
        return runs.brief(interest.runs()).stream()
                .map(run -> Message.of("run", text(run)))
                .toList();
    }

    Message progress(Heartbeat beat) {
        var p = beat.progress();
        return Message.of(
                "progress",
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
