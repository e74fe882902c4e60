package dev.hourglass.tracker.reactor;

import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.Clock;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.Word;
import dev.hourglass.events.WorkOffered;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.readmodel.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the reactor reads. */
final class OpenRuns {

    private static final String OPEN = """
            select id, kind, state, current_attempt, losses, checkpoint_asked, updated_at,
                   case when jsonb_typeof(params -> 'restarts') = 'number'
                        then least((params ->> 'restarts')::numeric, 1000000)::int else 5 end as restarts
              from run
             where kind in ('queued', 'external') and log_partition = any (?)
               and state in ('queued', 'running', 'pausing', 'cancelling', 'lost')
               and (trashed_at is null or state in ('running', 'pausing', 'cancelling'))
             order by created_at, id
            """;

    private static final String WORK = """
            select r.spec, r.parent, r.parent_attempt, r.parent_step, r.parent_tau, r.parent_checkpoint, r.current_attempt,
                   c.sha256, c.step, c.tau, c.saved_at
              from run r
              left join lateral (
                       select c.sha256, c.step, c.tau, c.saved_at
                         from checkpoint c
                         join attempt a on a.run = c.run and a.number = c.number
                        where c.run = r.id and (a.superseded_from is null or c.step <= a.superseded_from)
                        order by c.step desc, c.number desc, c.sequence desc
                        limit 1) c on true
             where r.id = ?
            """;

    private static final String STANDING = """
            select r.current_attempt = a.attempt, r.state, exists (
                       select from attempt k where k.run = r.id and k.id = a.attempt
                       union all
                       select from refused_attempt f where f.run = r.id and f.attempt = a.attempt),
                   r.purged_at is not null
              from run r, (select ?::uuid as attempt) a
             where r.id = ? and r.kind = 'queued' and r.log_partition = any (?)
            """;

    private final LiveReadModel live;

    OpenRuns(LiveReadModel live) {
        this.live = live;
    }

    /** Of the log's partitions given, the oldest first. */
    List<OpenRun> read(Collection<Integer> partitions) throws SQLException {
        List<OpenRun> runs = new ArrayList<>();
        try (Connection connection = live.open();
                PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setArray(1, connection.createArrayOf("int", partitions.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    runs.add(new OpenRun(
                            row.getObject("id", UUID.class),
                            Word.parse(RunKind.class, row.getString("kind")),
                            Word.parse(State.class, row.getString("state")),
                            Optional.ofNullable(row.getObject("current_attempt", UUID.class)),
                            row.getInt("losses"),
                            row.getInt("restarts"),
                            row.getBoolean("checkpoint_asked"),
                            row.getObject("updated_at", OffsetDateTime.class).toInstant()));
                }
            }
        }
        return runs;
    }

    /** What a worker that takes the run now has to do: to go on from its last checkpoint that counts. */
    Optional<WorkOffered> work(UUID run) throws SQLException {
        try (Connection connection = live.open();
                PreparedStatement statement = connection.prepareStatement(WORK)) {
            statement.setObject(1, run);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(work(run, row)) : Optional.empty();
            }
        }
    }

    private static WorkOffered work(UUID run, ResultSet row) throws SQLException {
        Optional<BranchPoint> parent =
                Optional.ofNullable(row.getObject("parent", UUID.class)).isEmpty()
                        ? Optional.empty()
                        : Optional.of(new BranchPoint(
                                row.getObject("parent", UUID.class),
                                row.getObject("parent_attempt", UUID.class),
                                row.getLong("parent_step"),
                                row.getDouble("parent_tau"),
                                row.getString("parent_checkpoint")));
        Optional<String> checkpoint = Optional.ofNullable(row.getString("sha256"));
        Clock from = checkpoint.isPresent()
                ? new Clock(
                        row.getLong("step"),
                        row.getDouble("tau"),
                        row.getObject("saved_at", OffsetDateTime.class)
                                .toInstant()
                                .toEpochMilli())
                : parent.map(at -> new Clock(at.step(), at.tau(), 0)).orElse(new Clock(0, 0, 0));
        return new WorkOffered(
                run,
                row.getString("spec"),
                Optional.ofNullable(row.getObject("current_attempt", UUID.class)),
                checkpoint,
                parent,
                from);
    }

    /** How a run knows an attempt that was heard. */
    enum Standing {
        /** It executes the run, or its start is still on its way here. */
        RIGHTFUL,
        /** Another attempt, or nobody, executes the run. */
        STRAY,
        /** The run is not ours to watch. */
        ELSEWHERE
    }

    Standing standing(UUID run, UUID attempt, Collection<Integer> partitions) throws SQLException {
        try (Connection connection = live.open();
                PreparedStatement statement = connection.prepareStatement(STANDING)) {
            statement.setObject(1, attempt);
            statement.setObject(2, run);
            statement.setArray(3, connection.createArrayOf("int", partitions.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Standing.ELSEWHERE;
                }
                boolean current = row.getBoolean(1);
                State state = Word.parse(State.class, row.getString(2));
                boolean known = row.getBoolean(3);
                boolean purged = row.getBoolean(4);
                boolean rightful = !purged && (current ? state.held() : !known);
                return rightful ? Standing.RIGHTFUL : Standing.STRAY;
            }
        }
    }
}
