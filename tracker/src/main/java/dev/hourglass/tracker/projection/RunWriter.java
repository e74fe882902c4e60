package dev.hourglass.tracker.projection;

import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.Event;
import dev.hourglass.events.Provenance;
import dev.hourglass.events.SweepMember;
import dev.hourglass.tracker.projection.Changes.NewRun;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes runs and what belongs to them row by row; each table once a batch. */
final class RunWriter {

    private static final String INSERT_RUN = """
            insert into run (log_partition, log_offset, experiment, created_at, created_by,
                             parent, parent_attempt, parent_step, parent_tau, parent_checkpoint, sweep, sweep_index,
                             spec, spec_sha256, params, kind, state, state_reason, stack_trace, updated_at, step, tau,
                             current_attempt, attempts, losses, checkpoint_asked, refused_events,
                             name, archived, trashed_at, purged_at, purged_by, inherit_until, revision, pruned, id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE_RUN = """
            update run
               set kind = ?, state = ?, state_reason = ?, stack_trace = ?, updated_at = ?, step = ?, tau = ?,
                   current_attempt = ?, attempts = ?, losses = ?, checkpoint_asked = ?, refused_events = ?,
                   name = ?, archived = ?, trashed_at = ?, purged_at = ?, purged_by = ?, inherit_until = ?, revision = ?,
                   pruned = ?
             where id = ?
            """;

    private static final String ATTEMPT = """
            insert into attempt (run, id, number, follows, started_at, from_step, from_tau, checkpoint, resume_step,
                                 engine_version, git_commit, data_name, data_sha256, jvm, os, cpu, kernel, threads, worker,
                                 ended_at, ended_as, last_step, last_tau, superseded_from, last_sequence,
                                 refused_events, gaps, repeated)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (run, id) do update
               set ended_at = excluded.ended_at, ended_as = excluded.ended_as, last_step = excluded.last_step,
                   last_tau = excluded.last_tau, superseded_from = excluded.superseded_from,
                   last_sequence = excluded.last_sequence, refused_events = excluded.refused_events,
                   gaps = excluded.gaps, repeated = excluded.repeated
            """;

    private static final String REFUSAL = """
            insert into refused_attempt (run, attempt, first_at, events, numbers) values (?, ?, ?, ?, ?::int8multirange)
                on conflict (run, attempt) do update
               set events = refused_attempt.events + excluded.events, numbers = refused_attempt.numbers + excluded.numbers
            """;

    private static final String PARAM = """
            insert into run_param (run, path, value, number) values (?, ?, ?, ?)
            """;

    private static final String SWEEP = """
            insert into sweep (id, experiment, spec, members, created_by, created_at) values (?, ?, ?, ?, ?, ?)
                on conflict (id) do nothing
            """;

    private static final String METRIC = """
            insert into run_metric (run, metric, from_reference, last, last_step, least, least_step, greatest, greatest_step,
                                    points, high_step, not_increasing)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (run, metric) do update
               set from_reference = excluded.from_reference, last = excluded.last, last_step = excluded.last_step,
                   least = excluded.least, least_step = excluded.least_step, greatest = excluded.greatest,
                   greatest_step = excluded.greatest_step, points = excluded.points, high_step = excluded.high_step,
                   not_increasing = excluded.not_increasing
            """;

    private static final String METRIC_NAME = """
            insert into metric_name (name) values (?) on conflict (name) do nothing
            """;

    private static final String DEAD_LETTER = """
            insert into dead_letter (partition, log_offset, time, key, reason, bytes) values (?, ?, ?, ?, ?, ?)
            """;

    private final Connection connection;

    RunWriter(Connection connection) {
        this.connection = connection;
    }

    /** @param before the attempts of which nothing changed need not be written */
    void write(Changes changes, Map<UUID, RunState> before) throws SQLException {
        batch(INSERT_RUN, row -> {
            for (NewRun created : changes.created.values()) {
                origin(row, created);
                state(row, created.event().subject(), changes);
                row.add();
            }
        });
        batch(UPDATE_RUN, row -> {
            for (UUID run : changes.runs.keySet()) {
                if (!changes.created.containsKey(run)) {
                    state(row, run, changes);
                    row.add();
                }
            }
        });
        batch(ATTEMPT, row -> attempts(row, changes, before));
        batch(REFUSAL, row -> refusals(row, changes));
        batch(PARAM, row -> params(row, changes));
        batch(SWEEP, row -> sweeps(row, changes));
        batch(DEAD_LETTER, row -> deadLetters(row, changes));
    }

    /** After the points: what superseded runs come to is read from them. */
    void writeMetrics(Changes changes) throws SQLException {
        // In the order of the names: two batches that bring the same ones wait for each other, never both.
        batch(METRIC_NAME, row -> {
            for (String name : changes.newMetrics) {
                row.text(name).add();
            }
        });
        batch(METRIC, row -> {
            for (var entry : changes.metrics.entrySet()) {
                MetricState metric = entry.getValue();
                Summary all = metric.summary;
                row.uuid(entry.getKey().run())
                        .text(entry.getKey().metric())
                        .flag(metric.fromReference)
                        .real(value(all.last, all.lastStep))
                        .number(step(all.lastStep))
                        .real(value(all.least, all.leastStep))
                        .number(step(all.leastStep))
                        .real(value(all.greatest, all.greatestStep))
                        .number(step(all.greatestStep))
                        .number(all.points)
                        .number(metric.highStep)
                        .number(metric.notIncreasing)
                        .add();
            }
        });
    }

    private static void origin(Binder row, NewRun created) throws SQLException {
        Event.RunCreated event = created.event();
        Optional<BranchPoint> parent = event.parent();
        row.integer(created.partition())
                .number(created.offset())
                .text(event.experiment())
                .time(created.time())
                .text(event.by())
                .uuid(parent.map(BranchPoint::parent))
                .uuid(parent.map(BranchPoint::attempt))
                .number(parent.map(BranchPoint::step))
                .real(parent.map(BranchPoint::tau))
                .text(parent.map(BranchPoint::checkpoint))
                .uuid(event.sweep().map(SweepMember::sweep))
                .integer(event.sweep().map(SweepMember::index))
                .text(event.spec())
                .text(event.specSha256())
                .text(created.params().json());
    }

    private static void state(Binder row, UUID id, Changes changes) throws SQLException {
        RunState run = changes.run(id);
        row.text(run.kind().word())
                .text(run.state().word())
                .text(run.reason())
                .text(run.stackTrace())
                .time(run.updatedAt())
                .number(run.step())
                .real(run.tau())
                .uuid(run.current().map(AttemptState::id))
                .integer(run.attempts().size())
                .integer(run.losses())
                .flag(run.checkpointAsked())
                .number(run.refusedEvents())
                .text(run.shelf().name())
                .flag(run.shelf().archived())
                .time(run.shelf().trashedAt())
                .time(run.shelf().purge().map(Shelf.Purge::at))
                .text(run.shelf().purge().map(Shelf.Purge::by))
                .time(run.shelf().purge().map(Shelf.Purge::inheritUntil))
                .number(run.shelf().revision())
                .number(run.shelf().pruned())
                .uuid(id);
    }

    private static void attempts(Binder row, Changes changes, Map<UUID, RunState> before) throws SQLException {
        for (var entry : changes.runs.entrySet()) {
            RunState old = before.get(entry.getKey());
            for (AttemptState attempt : entry.getValue().attempts()) {
                if (old == null || !old.attempts().contains(attempt)) {
                    attempt(row, entry.getKey(), attempt);
                    row.add();
                }
            }
        }
    }

    private static void attempt(Binder row, UUID run, AttemptState attempt) throws SQLException {
        Provenance on = attempt.provenance();
        row.uuid(run)
                .uuid(attempt.id())
                .integer(attempt.number())
                .uuid(attempt.follows())
                .time(Instant.ofEpochMilli(attempt.from().wallMs()))
                .number(attempt.from().step())
                .real(attempt.from().tau())
                .text(attempt.checkpoint())
                .number(attempt.resumeStep())
                .text(on.engineVersion())
                .text(on.gitCommit())
                .text(on.dataName())
                .text(on.dataSha256())
                .text(on.jvm())
                .text(on.os())
                .text(on.cpu())
                .text(on.kernel())
                .integer(on.threads())
                .text(on.worker())
                .time(attempt.ending().map(end -> Instant.ofEpochMilli(end.wallMs())))
                .text(attempt.ending().map(AttemptState.Ending::as))
                .number(attempt.lastStep())
                .real(attempt.lastTau())
                .number(attempt.supersededFrom())
                .number(attempt.lastSequence())
                .number(attempt.refused())
                .number(attempt.gaps())
                .number(attempt.repeated());
    }

    private static void refusals(Binder row, Changes changes) throws SQLException {
        for (var entry : changes.refusals.entrySet()) {
            row.uuid(entry.getKey().run())
                    .uuid(entry.getKey().attempt())
                    .time(entry.getValue().firstAt())
                    .number(entry.getValue().events())
                    .text(entry.getValue().numbers().multirange())
                    .add();
        }
    }

    private static void params(Binder row, Changes changes) throws SQLException {
        for (NewRun created : changes.created.values()) {
            for (Params.Row param : created.params().rows()) {
                row.uuid(created.event().subject())
                        .text(param.path())
                        .text(param.value())
                        .real(param.number())
                        .add();
            }
        }
    }

    private static void sweeps(Binder row, Changes changes) throws SQLException {
        for (var sweep : changes.sweeps.values()) {
            row.uuid(sweep.event().subject())
                    .text(sweep.event().experiment())
                    .text(sweep.event().spec())
                    .integer(sweep.event().members())
                    .text(sweep.event().by())
                    .time(sweep.time())
                    .add();
        }
    }

    private static void deadLetters(Binder row, Changes changes) throws SQLException {
        for (var letter : changes.deadLetters) {
            row.integer(letter.partition())
                    .number(letter.offset())
                    .time(letter.time())
                    .text(letter.key())
                    .text(letter.reason())
                    .integer(letter.bytes())
                    .add();
        }
    }

    private static Optional<Long> step(long step) {
        return step == Summary.NO_STEP ? Optional.empty() : Optional.of(step);
    }

    private static Optional<Double> value(double value, long step) {
        return step == Summary.NO_STEP ? Optional.empty() : Optional.of(value);
    }

    interface Rows {
        void bind(Binder row) throws SQLException;
    }

    private void batch(String sql, Rows rows) throws SQLException {
        batch(connection, sql, rows);
    }

    static void batch(Connection connection, String sql, Rows rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            rows.bind(new Binder(statement));
            statement.executeBatch();
        }
    }
}
