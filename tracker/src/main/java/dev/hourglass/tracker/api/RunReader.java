package dev.hourglass.tracker.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.tracker.api.shape.BranchPoint;
import dev.hourglass.tracker.api.shape.MetricSummary;
import dev.hourglass.tracker.api.shape.Run;
import dev.hourglass.tracker.live.Heartbeat;
import dev.hourglass.tracker.live.Heartbeats;
import dev.hourglass.tracker.people.PersonNames;
import dev.hourglass.tracker.readmodel.MetricRow;
import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.readmodel.TagRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts runs together from the rows of the read model and the heartbeats. */
@ApplicationScoped
public class RunReader {

    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");
    private static final Set<String> EXECUTED = Set.of("running", "pausing", "cancelling");
    private static final String NLL = "nll";
    private static final String DATASET = "data.kind";
    private static final String LAST_STEP = "stop.steps";
    /** What is told of every run, whatever parameters are shown. */
    private static final Selection NEEDED = new Selection(false, Set.of(DATASET, LAST_STEP));

    private final EntityManager database;
    private final Ancestry ancestry;
    private final Heartbeats heartbeats;
    private final PersonNames names;
    private final ExperimentTitles titles;
    private final ObjectMapper json;

    RunReader(
            EntityManager database,
            Ancestry ancestry,
            Heartbeats heartbeats,
            PersonNames names,
            ExperimentTitles titles,
            ObjectMapper json) {
        this.database = database;
        this.ancestry = ancestry;
        this.heartbeats = heartbeats;
        this.names = names;
        this.titles = titles;
        this.json = json;
    }

    /**
     * One run with its spec and stack trace.
     *
     * @throws NoSuchRun if there is none
     */
    @Transactional
    public Run whole(UUID id) {
        return read(List.of(id), true, Selection.ALL, Selection.ALL).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchRun(id.toString()));
    }

    /**
     * What the read model has of it, but for its spec and stack trace.
     *
     * @throws NoSuchRun if there is none
     */
    @Transactional
    RunRow row(UUID id) {
        RunRow row = database.find(RunRow.class, id);
        if (row == null) {
            throw new NoSuchRun(id.toString());
        }
        return row;
    }

    /**
     * Canonical JSON.
     *
     * @throws NoSuchRun if there is no such run
     */
    @Transactional
    String spec(UUID id) {
        return row(id).spec;
    }

    /** In the order asked for; those that do not exist are left out. */
    @Transactional
    List<Run> brief(Collection<UUID> ids) {
        return brief(ids, Selection.ALL, Selection.ALL);
    }

    /** With these metrics and parameters alone. */
    @Transactional
    @ActivateRequestContext
    public List<Run> brief(Collection<UUID> ids, Selection metrics, Selection params) {
        return ids.isEmpty() ? List.of() : read(ids, false, metrics, params);
    }

    private List<Run> read(Collection<UUID> ids, boolean whole, Selection shownMetrics, Selection shownParams) {
        Map<UUID, RunRow> rows =
                database
                        .createQuery("from RunRow where id in ?1", RunRow.class)
                        .setParameter(1, ids)
                        .getResultList()
                        .stream()
                        .collect(Collectors.toMap(row -> row.id, Function.identity()));
        Map<UUID, UUID> roots = ancestry.roots(ids);
        Map<UUID, Integer> branches = ancestry.branches(ids);
        Map<UUID, Times> times = times(ids);
        Map<UUID, Map<String, String>> tags = tags(ids);
        Map<UUID, Map<String, MetricSummary>> metrics = metrics(ids, shownMetrics);
        Map<String, String> shown = titles.byName();
        return ids.stream()
                .map(rows::get)
                .filter(Objects::nonNull)
                .map(row -> {
                    var around = new Around(
                            roots.getOrDefault(row.id, row.id),
                            branches.getOrDefault(row.id, 0),
                            times.getOrDefault(row.id, Times.NONE),
                            tags.getOrDefault(row.id, Map.of()),
                            metrics.getOrDefault(row.id, Map.of()),
                            shown.getOrDefault(row.experiment, row.experiment));
                    return run(row, around, whole, shownMetrics, shownParams);
                })
                .toList();
    }

    /** What other tables say of a run. */
    private record Around(
            UUID root,
            int branches,
            Times times,
            Map<String, String> tags,
            Map<String, MetricSummary> metrics,
            String experiment) {}

    private record Times(Optional<Instant> started, Optional<Instant> ended) {
        static final Times NONE = new Times(Optional.empty(), Optional.empty());
    }

    private Run run(RunRow row, Around around, boolean whole, Selection shownMetrics, Selection shownParams) {
        Map<String, JsonNode> params = params(row, shownParams.and(NEEDED));
        String dataset =
                Optional.ofNullable(params.get(DATASET)).map(JsonNode::asText).orElse("");
        Optional<Heartbeat> beat = EXECUTED.contains(row.state) && row.currentAttempt != null
                ? heartbeats.of(row.currentAttempt)
                : Optional.empty();
        return new Run(
                row.id,
                row.name,
                around.experiment,
                row.kind,
                row.state,
                Optional.ofNullable(row.stateReason),
                whole ? Optional.ofNullable(row.stackTrace) : Optional.empty(),
                row.createdAt,
                names.in(row.createdBy),
                row.updatedAt,
                around.times.started,
                ENDED.contains(row.state) ? around.times.ended.or(() -> Optional.of(row.updatedAt)) : Optional.empty(),
                parent(row),
                around.root,
                Optional.ofNullable(row.sweep),
                around.branches,
                row.specSha256,
                whole ? Optional.of(tree(row.spec)) : Optional.empty(),
                only(shownParams, params),
                dataset,
                dataset.startsWith("synthetic"),
                row.step,
                row.tau,
                Optional.ofNullable(params.get(LAST_STEP))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::asLong),
                Optional.ofNullable(row.currentAttempt),
                row.attempts,
                beat.map(b -> b.progress().stepsPerSecond()).filter(Double::isFinite),
                beat.map(b -> b.progress().expectedEndMs())
                        .filter(ms -> ms.isPresent())
                        .map(ms -> Instant.ofEpochMilli(ms.getAsLong())),
                beat.map(Heartbeat::at),
                beat.map(b -> b.progress().worker()).filter(worker -> !worker.isEmpty()),
                Optional.ofNullable(around.metrics.get(NLL)).flatMap(MetricSummary::last),
                only(shownMetrics, around.metrics),
                around.tags,
                row.archived,
                Optional.ofNullable(row.trashedAt),
                Optional.ofNullable(row.purgedAt),
                row.revision);
    }

    private static Optional<BranchPoint> parent(RunRow row) {
        if (row.parent == null) {
            return Optional.empty();
        }
        return Optional.of(new BranchPoint(
                row.parent,
                Objects.requireNonNull(row.parentAttempt),
                Objects.requireNonNull(row.parentStep),
                Objects.requireNonNull(row.parentTau),
                Objects.requireNonNull(row.parentCheckpoint)));
    }

    private Map<UUID, Times> times(Collection<UUID> ids) {
        return database.createQuery("""
                        select a.run, min(a.startedAt), max(a.endedAt)
                          from AttemptRow a
                         where a.run in ?1
                         group by a.run
                        """, Object[].class)
                .setParameter(1, ids)
                .getResultStream()
                .collect(Collectors.toMap(
                        c -> (UUID) c[0],
                        c -> new Times(Optional.ofNullable((Instant) c[1]), Optional.ofNullable((Instant) c[2]))));
    }

    private Map<UUID, Map<String, String>> tags(Collection<UUID> ids) {
        return database.createQuery("from TagRow where run in ?1", TagRow.class)
                .setParameter(1, ids)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        tag -> tag.run, Collectors.toMap(tag -> tag.key, tag -> tag.value, (a, _) -> a, TreeMap::new)));
    }

    private static <T> Map<String, T> only(Selection shown, Map<String, T> all) {
        if (shown.all()) {
            return all;
        }
        Map<String, T> some = new TreeMap<>(all);
        some.keySet().retainAll(shown.names());
        return some;
    }

    /** Those that are shown, and the one whose last value stands with every run. */
    private Map<UUID, Map<String, MetricSummary>> metrics(Collection<UUID> ids, Selection shown) {
        TypedQuery<MetricRow> query = shown.all()
                ? database.createQuery("from MetricRow where run in ?1", MetricRow.class)
                : database.createQuery("from MetricRow where run in ?1 and metric in ?2", MetricRow.class)
                        .setParameter(
                                2,
                                Stream.concat(Stream.of(NLL), shown.names().stream())
                                        .distinct()
                                        .toList());
        return query.setParameter(1, ids)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        m -> m.run, Collectors.toMap(m -> m.metric, RunReader::summary, (a, _) -> a, TreeMap::new)));
    }

    static MetricSummary summary(MetricRow row) {
        return new MetricSummary(
                Optional.ofNullable(row.last),
                Optional.ofNullable(row.lastStep),
                Optional.ofNullable(row.least),
                Optional.ofNullable(row.leastStep),
                Optional.ofNullable(row.greatest),
                Optional.ofNullable(row.greatestStep),
                row.points);
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the read model holds a spec that is not JSON", e);
        }
    }

    /** The others' values are passed over unread: of a hundred runs these are thousands of numbers. */
    private Map<String, JsonNode> params(RunRow row, Selection wanted) {
        Map<String, JsonNode> params = new TreeMap<>();
        try (JsonParser text = json.createParser(row.params)) {
            text.nextToken();
            while (text.nextToken() == JsonToken.FIELD_NAME) {
                String path = text.currentName();
                text.nextToken();
                if (wanted.has(path)) {
                    params.put(path, json.readTree(text));
                } else {
                    text.skipChildren();
                }
            }
            return params;
        } catch (IOException e) {
            throw new IllegalStateException("params of run " + row.id + " are not JSON", e);
        }
    }
}
