package dev.hourglass.tracker.projection;

import dev.hourglass.events.Clock;
import dev.hourglass.events.Provenance;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.Word;
import dev.hourglass.tracker.projection.Changes.RunMetric;
import dev.hourglass.tracker.readmodel.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Reads back what the projection wrote, so that the fold can go on from it. */
final class RunLoader {

    private static final String RUNS = """
            select id, kind, state, state_reason, stack_trace, step, tau, losses, checkpoint_asked, refused_events, updated_at,
                   name, archived, trashed_at, purged_at, purged_by, inherit_until, revision, pruned
              from run
             where id = any (?)
            """;

    private static final String ATTEMPTS = """
            select run, id, number, follows, started_at, ended_at, ended_as, from_step, from_tau, checkpoint, resume_step,
                   last_step, last_tau, superseded_from, last_sequence, refused_events, gaps, repeated,
                   engine_version, git_commit, data_name, data_sha256, jvm, os, cpu, kernel, threads, worker
              from attempt
             where run = any (?)
             order by run, number
            """;

    private static final String METRICS = """
            select run, metric, from_reference, last, last_step, least, least_step, greatest, greatest_step,
                   points, high_step, not_increasing
              from run_metric
             where run = any (?)
            """;

    private final Connection connection;

    RunLoader(Connection connection) {
        this.connection = connection;
    }

    Map<UUID, RunState> runs(Collection<UUID> ids) throws SQLException {
        Map<UUID, List<AttemptState>> attempts = attempts(ids);
        Map<UUID, RunState> runs = new HashMap<>();
        try (PreparedStatement statement = of(RUNS, ids);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                UUID id = uuid(row, "id").orElseThrow();
                runs.put(
                        id,
                        new RunState(
                                Word.parse(RunKind.class, row.getString("kind")),
                                Word.parse(State.class, row.getString("state")),
                                Optional.ofNullable(row.getString("state_reason")),
                                Optional.ofNullable(row.getString("stack_trace")),
                                row.getLong("step"),
                                row.getDouble("tau"),
                                attempts.getOrDefault(id, List.of()),
                                row.getInt("losses"),
                                row.getBoolean("checkpoint_asked"),
                                row.getLong("refused_events"),
                                shelf(row),
                                row.getObject("updated_at", OffsetDateTime.class)
                                        .toInstant()));
            }
        }
        return runs;
    }

    private static Shelf shelf(ResultSet row) throws SQLException {
        Optional<Instant> purgedAt = instant(row, "purged_at");
        Optional<Shelf.Purge> purge = purgedAt.isEmpty()
                ? Optional.empty()
                : Optional.of(new Shelf.Purge(
                        purgedAt.get(),
                        row.getString("purged_by"),
                        instant(row, "inherit_until").orElseThrow()));
        return new Shelf(
                row.getString("name"),
                row.getBoolean("archived"),
                instant(row, "trashed_at"),
                purge,
                row.getLong("revision"),
                row.getLong("pruned"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private Map<UUID, List<AttemptState>> attempts(Collection<UUID> runs) throws SQLException {
        Map<UUID, List<AttemptState>> attempts = new HashMap<>();
        try (PreparedStatement statement = of(ATTEMPTS, runs);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                attempts.computeIfAbsent(uuid(row, "run").orElseThrow(), run -> new ArrayList<>())
                        .add(attempt(row));
            }
        }
        return attempts;
    }

    private static AttemptState attempt(ResultSet row) throws SQLException {
        var from = new Clock(row.getLong("from_step"), row.getDouble("from_tau"), millis(row, "started_at"));
        Optional<AttemptState.Ending> ending = row.getString("ended_as") == null
                ? Optional.empty()
                : Optional.of(new AttemptState.Ending(row.getString("ended_as"), millis(row, "ended_at")));
        return new AttemptState(
                uuid(row, "id").orElseThrow(),
                row.getInt("number"),
                uuid(row, "follows"),
                from,
                Optional.ofNullable(row.getString("checkpoint")),
                row.getLong("resume_step"),
                provenance(row),
                row.getLong("last_step"),
                row.getDouble("last_tau"),
                row.getObject("superseded_from") == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(row.getLong("superseded_from")),
                ending,
                row.getLong("last_sequence"),
                row.getLong("refused_events"),
                row.getLong("gaps"),
                row.getLong("repeated"));
    }

    private static Provenance provenance(ResultSet row) throws SQLException {
        return new Provenance(
                row.getString("engine_version"),
                row.getString("git_commit"),
                row.getString("data_name"),
                row.getString("data_sha256"),
                row.getString("jvm"),
                row.getString("os"),
                row.getString("cpu"),
                row.getString("kernel"),
                row.getInt("threads"),
                row.getString("worker"));
    }

    Map<RunMetric, MetricState> metrics(Collection<UUID> runs) throws SQLException {
        Map<RunMetric, MetricState> metrics = new HashMap<>();
        try (PreparedStatement statement = of(METRICS, runs);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                var metric = new MetricState();
                metric.fromReference = row.getBoolean("from_reference");
                metric.highStep = row.getLong("high_step");
                metric.notIncreasing = row.getLong("not_increasing");
                metric.summary = summary(row);
                metrics.put(new RunMetric(uuid(row, "run").orElseThrow(), row.getString("metric")), metric);
            }
        }
        return metrics;
    }

    /** Of the columns that run_metric and series_chunk have in common. */
    static Summary summary(ResultSet row) throws SQLException {
        var summary = new Summary();
        summary.points = row.getLong("points");
        summary.lastStep = step(row, "last_step");
        summary.last = value(row, "last", summary.lastStep);
        summary.leastStep = step(row, "least_step");
        summary.least = value(row, "least", summary.leastStep);
        summary.greatestStep = step(row, "greatest_step");
        summary.greatest = value(row, "greatest", summary.greatestStep);
        return summary;
    }

    private static long step(ResultSet row, String column) throws SQLException {
        long step = row.getLong(column);
        return row.wasNull() ? Summary.NO_STEP : step;
    }

    private static double value(ResultSet row, String column, long step) throws SQLException {
        return step == Summary.NO_STEP ? Double.NaN : row.getDouble(column);
    }

    private static long millis(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant().toEpochMilli();
    }

    private static Optional<UUID> uuid(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }

    private PreparedStatement of(String query, Collection<UUID> ids) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
        return statement;
    }
}
