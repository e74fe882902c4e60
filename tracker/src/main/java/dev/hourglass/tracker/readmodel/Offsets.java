package dev.hourglass.tracker.readmodel;

import dev.hourglass.tracker.kafka.Mark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where each partition of the log is projected to, in the read model of the connection's schema. */
public final class Offsets {

    private static final String NEXT = """
            select partition, next_offset from projection_offset
            """;

    /** Through JSON, because other versions' read models are asked too, and the first had no such columns. */
    private static final String ROWS = """
            select partition, next_offset, topic_id,
                   (to_jsonb(o) ->> 'last_offset')::bigint as last_offset, to_jsonb(o) ->> 'last_sha256' as last_sha256
              from projection_offset o
            """;

    private Offsets() {}

    /**
     * @param topicId of the log that was projected
     * @param last the last record applied; empty if none was, or a version that did not note it made the read model
     */
    public record Row(long nextOffset, String topicId, Optional<Mark> last) {}

    /** Partition to next offset. */
    public static SortedMap<Integer, Long> next(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT);
                ResultSet row = statement.executeQuery()) {
            SortedMap<Integer, Long> next = new TreeMap<>();
            while (row.next()) {
                next.put(row.getInt(1), row.getLong(2));
            }
            return next;
        }
    }

    /** By partition. */
    public static SortedMap<Integer, Row> rows(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ROWS);
                ResultSet row = statement.executeQuery()) {
            SortedMap<Integer, Row> rows = new TreeMap<>();
            while (row.next()) {
                Optional<Mark> last = row.getString("last_sha256") == null
                        ? Optional.empty()
                        : Optional.of(new Mark(row.getLong("last_offset"), row.getString("last_sha256")));
                rows.put(row.getInt("partition"), new Row(row.getLong("next_offset"), row.getString("topic_id"), last));
            }
            return rows;
        }
    }
}
