package dev.hourglass.tracker.reactor;

import dev.hourglass.tracker.readmodel.MergeLocks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Removes the rows of purged runs from which no living run inherits, nor ever will: as of the settled time every branch that was
 * created early enough to inherit has arrived. Those rows count for nothing (see {@code forgotten_run}), so no read and no digest
 * depends on how far this has come. A few rows a statement, so that nobody waits for a lock.
 */
final class Forgetting {

    private static final int PIECE = 500;

    /** Statements a turn. */
    private static final int MOST = 20;

    /** All that a purge does not remove at once. */
    private static final List<String> TABLES = List.of(
            "series_chunk",
            "clock_chunk",
            "spectrum",
            "distribution",
            "curve",
            "log_piece",
            "refused_attempt",
            // Last: without it nothing tells which of the others' rows count.
            "attempt");

    private static final String FORGOTTEN = """
            with recursive kept (id, parent, created_at) as (
                -- start: what was not purged, or of which a branch may still be on its way
                select id, parent, created_at from run where purged_at is null or inherit_until >= ?
                union
                -- step: what they inherit from
                select p.id, p.parent, p.created_at
                  from kept k
                  join run p on p.id = k.parent and p.purged_at is not null and k.created_at <= p.inherit_until
            )
            select id from run
             where purged_at is not null and log_partition = any (?) and id not in (select id from kept)
            """;

    private final Set<UUID> done = new HashSet<>();
    private String schema = "";

    /** @return whether there is more to remove */
    boolean turn(Connection connection, Collection<Integer> partitions, Instant settled) throws SQLException {
        if (!schema.equals(connection.getSchema())) {
            schema = connection.getSchema();
            done.clear(); // another read model may have rows of the same runs
        }
        int left = MOST;
        for (UUID run : forgotten(connection, partitions, settled)) {
            MergeLocks.ofRun(
                    connection, run); // waits for a gathering that began before the purge; none begins after it
            for (String table : TABLES) {
                int removed = PIECE;
                while (removed == PIECE && left > 0) {
                    removed = remove(connection, table, run);
                    left--;
                }
                if (left == 0) {
                    return true;
                }
            }
            done.add(run);
        }
        return false;
    }

    private List<UUID> forgotten(Connection connection, Collection<Integer> partitions, Instant settled)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGOTTEN)) {
            statement.setObject(1, settled.atOffset(ZoneOffset.UTC));
            statement.setArray(2, connection.createArrayOf("int", partitions.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                List<UUID> runs = new ArrayList<>();
                while (row.next()) {
                    runs.add(row.getObject(1, UUID.class));
                }
                runs.removeAll(done);
                return runs;
            }
        }
    }

    /** @param table one of ours, never from outside */
    private static int remove(Connection connection, String table, UUID run) throws SQLException {
        String sql = "delete from " + table + " where ctid = any (array(select ctid from " + table
                + " where run = ? limit " + PIECE + "))";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, run);
            return statement.executeUpdate();
        }
    }
}
