package dev.hourglass.tracker.reactor;

import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.RunName;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecEdit;
import dev.hourglass.spec.SpecParser;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the branch of each waiting time a run has reached. Its id follows from parent and step: to do it again changes nothing. */
final class WaitingTimeBranches {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingTimeBranches.class);

    /** What is asked of the log is repeated if the read model does not show it after so long. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);

    private static final String REACHED = """
            select c.run, c.step, min(c.number) as number
              from checkpoint c
              join run r on r.id = c.run
             where c.reason = 'waiting-time' and r.kind = 'queued' and r.log_partition = any (?)
               and r.trashed_at is null
             group by c.run, c.step
            """;

    private static final String EXISTING = """
            select id from run where id = any (?)
            """;

    private static final String POINT = """
            select c.attempt, c.step, c.tau, c.sha256, r.name, r.spec, r.created_by
              from checkpoint c
              join run r on r.id = c.run
             where c.run = ? and c.step = ? and c.number = ? and c.reason = 'waiting-time'
             order by c.sequence
             limit 1
            """;

    private final LiveReadModel live;
    private final EventPublisher publisher;
    private final InstantSource time;
    private final Set<UUID> there = new HashSet<>();
    private final Map<UUID, Long> said = new HashMap<>();

    private record Reached(UUID run, long step, int number) {
        UUID branch() {
            return DerivedIds.waitingTimeBranch(run, step);
        }
    }

    WaitingTimeBranches(LiveReadModel live, EventPublisher publisher, InstantSource time) {
        this.live = live;
        this.publisher = publisher;
        this.time = time;
    }

    void turn(Collection<Integer> partitions, long now) throws SQLException {
        said.values().removeIf(at -> now - at > PATIENCE);
        try (Connection connection = live.open()) {
            List<Reached> missing = reached(connection, partitions);
            missing.removeIf(one -> there.contains(one.branch()));
            if (!missing.isEmpty()) {
                markExisting(connection, missing);
                missing.removeIf(one -> there.contains(one.branch()) || said.containsKey(one.branch()));
            }
            for (Reached one : missing) {
                create(connection, one);
                said.put(one.branch(), now);
            }
        }
    }

    private static List<Reached> reached(Connection connection, Collection<Integer> partitions) throws SQLException {
        List<Reached> reached = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(REACHED)) {
            statement.setArray(1, connection.createArrayOf("int", partitions.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reached.add(new Reached(row.getObject(1, UUID.class), row.getLong(2), row.getInt(3)));
                }
            }
        }
        return reached;
    }

    private void markExisting(Connection connection, List<Reached> candidates) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EXISTING)) {
            Object[] ids = candidates.stream().map(Reached::branch).toArray();
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    there.add(row.getObject(1, UUID.class));
                }
            }
        }
    }

    private void create(Connection connection, Reached reached) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POINT)) {
            statement.setObject(1, reached.run());
            statement.setLong(2, reached.step());
            statement.setInt(3, reached.number());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    publish(reached, row);
                }
            }
        }
    }

    private void publish(Reached reached, ResultSet row) throws SQLException {
        try {
            Spec parent = SpecParser.parseOne(row.getString("spec"), "run " + reached.run());
            Spec spec = SpecEdit.waitingTimeBranch(parent, reached.step());
            var point = new BranchPoint(
                    reached.run(),
                    row.getObject("attempt", UUID.class),
                    row.getLong("step"),
                    row.getDouble("tau"),
                    row.getString("sha256"));
            var created = new Event.RunCreated(
                    reached.branch(),
                    RunName.derived(row.getString("name"), " from " + reached.step()),
                    spec.experiment(),
                    RunKind.QUEUED,
                    spec.canonicalJson(),
                    spec.sha256(),
                    Optional.of(point),
                    Optional.empty(),
                    row.getString("created_by"),
                    Map.of());
            publisher.publish(new Envelope(
                    DerivedIds.derive("created/" + created.subject()),
                    publisher.source(),
                    time.instant().truncatedTo(ChronoUnit.MILLIS),
                    created));
        } catch (InvalidSpecException | IllegalArgumentException e) {
            there.add(reached.branch()); // it would fail again
            LOG.warn(
                    "no branch of run {} at its waiting time of step {}: {}",
                    reached.run(),
                    reached.step(),
                    e.getMessage());
        }
    }
}
