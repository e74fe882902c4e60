package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.ProjectionState;
import dev.hourglass.tracker.api.shape.ProjectionState.Partition;
import dev.hourglass.tracker.bulletin.Posted;
import dev.hourglass.tracker.kafka.LogWatch;
import dev.hourglass.tracker.projection.PartitionStatus;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.readmodel.Offsets;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** How far the read model is, from its offset rows, and how far the log is, as Kafka last showed it. */
@Singleton
public class ProjectionFigures {

    private static final String COUNTS = """
            select (select coalesce(sum(events), 0) from projection_offset) as events,
                   (select coalesce(sum(dead_letters), 0) from projection_offset) as dead_letters,
                   (select coalesce(sum(refused_events), 0) from run) as refused,
                   (select least(coalesce(sum(gaps), 0), 9223372036854775807) from attempt) as gaps
            """;

    private final LiveReadModel live;
    private final ProjectionStatus status;
    private final Posted posted;

    ProjectionFigures(LiveReadModel live, ProjectionStatus status, Posted posted) {
        this.posted = posted;
        this.live = live;
        this.status = status;
    }

    /** What the read model counts. */
    private record Counts(long events, long deadLetters, long refused, long gaps) {}

    /** @throws SQLException if PostgreSQL does not answer */
    public ProjectionState read() throws SQLException {
        Map<Integer, PartitionStatus> said = posted.partitions();
        try (Connection connection = live.open()) {
            SortedMap<Integer, Long> rows = Offsets.next(connection);
            Counts counts = counts(connection);
            List<Partition> partitions = partitions(rows, said);
            return new ProjectionState(
                    live.name(),
                    partitions,
                    partitions.stream().mapToLong(Partition::endOffset).sum(),
                    counts.events,
                    counts.deadLetters,
                    counts.refused,
                    counts.gaps,
                    status.problem().isEmpty()
                            && !partitions.isEmpty()
                            && partitions.stream().allMatch(p -> p.lag() == 0));
        }
    }

    /** @param said what the trackers say that have the others */
    private List<Partition> partitions(SortedMap<Integer, Long> rows, Map<Integer, PartitionStatus> said) {
        Optional<LogWatch.View> log = status.log().map(ProjectionStatus.Seen::log);
        TreeSet<Integer> all = new TreeSet<>(rows.keySet());
        log.ifPresent(view -> all.addAll(view.ends().keySet()));
        List<Partition> partitions = new ArrayList<>();
        for (int partition : all) {
            long next = rows.getOrDefault(partition, 0L);
            // the log may have been looked at before the row moved: it ends no earlier than what was read of it
            long end = Math.max(next, log.map(view -> view.end(partition)).orElse(next));
            Optional<PartitionStatus> now = status.partitions().stream()
                    .filter(p -> p.partition() == partition)
                    .findFirst()
                    .or(() -> Optional.ofNullable(said.get(partition)));
            partitions.add(new Partition(
                    partition,
                    next,
                    end,
                    end - next,
                    // before anybody has said anything it runs, as far as is known
                    now.map(p -> p.progress().word()).orElse(status.problem().isPresent() ? "waiting" : "running"),
                    now.map(PartitionStatus::reason).orElse(status.problem()),
                    now.flatMap(PartitionStatus::badRecord).map(PartitionStatus.BadRecord::offset)));
        }
        return partitions;
    }

    private static Counts counts(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNTS);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Counts(
                    row.getLong("events"), row.getLong("dead_letters"), row.getLong("refused"), row.getLong("gaps"));
        }
    }
}
