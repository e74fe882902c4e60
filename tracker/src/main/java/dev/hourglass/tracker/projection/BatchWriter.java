package dev.hourglass.tracker.projection;

import dev.hourglass.tracker.kafka.Mark;
import dev.hourglass.tracker.projection.Changes.RunMetric;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Applies a batch to the schema that the connection's transaction stands in: whole or not at all, once. The live projection and
 * a rebuild go through here.
 */
final class BatchWriter {

    private static final String ADVANCE = """
            update projection_offset
               set next_offset = ?, events = events + ?, dead_letters = dead_letters + ?,
                   last_offset = coalesce(?, last_offset), last_sha256 = coalesce(?, last_sha256)
             where partition = ? and next_offset = ? and topic_id = ?
            """;

    private final Connection connection;

    BatchWriter(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param forgotten runs of which what they recorded is not stored
     * @throws PositionMismatchException if the read model is elsewhere: roll back, read the row, seek there
     */
    Changes apply(Batch batch, Set<UUID> forgotten) throws SQLException, PositionMismatchException {
        var loader = new RunLoader(connection);
        Set<UUID> subjects = BatchFold.subjects(batch);
        Map<UUID, RunState> before = loader.runs(subjects);
        Map<RunMetric, MetricState> metrics = loader.metrics(BatchFold.measured(batch));
        Asked asked = Asked.of(connection, batch);
        Changes changes = new BatchFold(batch, asked).fold(new HashMap<>(before), metrics);
        changes.forget(forgotten);
        advance(batch, changes.deadLetters.size());
        var rows = new RunWriter(connection);
        rows.write(changes, before);
        var kept = new KeptWriter(connection);
        kept.write(changes.kept);
        asked.write(connection);
        new PointsWriter(connection).write(changes);
        new LogPruning(connection).after(changes.logs);
        for (UUID run : changes.superseded) {
            new SummaryRebuild(connection).of(run, changes.metrics);
        }
        rows.writeMetrics(changes);
        kept.purge(changes.kept);
        return changes;
    }

    private void advance(Batch batch, int deadLetters) throws SQLException, PositionMismatchException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            Optional<Mark> last = batch.last();
            new Binder(statement)
                    .number(batch.after())
                    .integer(batch.records().size())
                    .integer(deadLetters)
                    .number(last.map(Mark::offset))
                    .text(last.map(Mark::sha256))
                    .integer(batch.partition())
                    .number(batch.first())
                    .text(batch.topicId());
            if (statement.executeUpdate() == 0) {
                throw new PositionMismatchException(batch.partition(), batch.first());
            }
        }
    }
}
