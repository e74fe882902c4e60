package dev.hourglass.tracker.projection;

import dev.hourglass.events.Event;
import dev.hourglass.tracker.projection.Changes.Told;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps the end of each attempt's log. A piece goes once the pieces behind it hold enough: what was pruned never mattered to that
 * sum, so what stays does not depend on how the log was cut into batches.
 */
final class LogPruning {

    /** What is kept at least, of one attempt, in bytes of UTF-8; at most so much and one piece more. */
    static final int KEPT = 1 << 20;

    private static final String PRUNE = """
            delete from log_piece
             where run = ? and number = ?
               and sequence <= (
                   select max(piece.sequence)
                     from (select sequence,
                                  sum(octet_length(text)) over (
                                      order by sequence desc rows between unbounded preceding and 1 preceding) as behind
                             from log_piece
                            where run = ? and number = ?) piece
                    where piece.behind >= ?)
            """;

    private final Connection connection;

    LogPruning(Connection connection) {
        this.connection = connection;
    }

    private record Log(UUID run, int number) {}

    /** @param written pieces of the batch, which stand in the table */
    void after(List<Told<Event.LogRecorded>> written) throws SQLException {
        Set<Log> logs = new HashSet<>();
        written.forEach(piece -> logs.add(new Log(piece.event().subject(), piece.number())));
        if (logs.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(PRUNE)) {
            var row = new Binder(statement);
            for (Log log : logs) {
                row.uuid(log.run)
                        .integer(log.number)
                        .uuid(log.run)
                        .integer(log.number)
                        .integer(KEPT)
                        .add();
            }
            statement.executeBatch();
        }
    }
}
