package dev.hourglass.tracker.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What the log was when it was made, as the settings remember it. Each method runs in the caller's transaction. */
public final class EventLogSettings {

    private static final String READ = """
            select topic_id, partitions from settings.event_log
            """;
    private static final String WRITE = """
            insert into settings.event_log as known (topic_id, partitions) values (?, ?)
                on conflict (one) do update
                   set topic_id = excluded.topic_id, partitions = excluded.partitions,
                       created_at = case when ? or known.topic_id <> excluded.topic_id
                                         then excluded.created_at else known.created_at end
            """;
    private static final String BEGIN = """
            insert into projection_offset (partition, next_offset, topic_id, events, dead_letters)
            select p, 0, ?, 0, 0
              from generate_series(0, ? - 1) p
             where not exists (select from projection_offset)
            """;

    private EventLogSettings() {}

    /** @param topicId Kafka's own id of the topic */
    public record EventLog(String topicId, int partitions) {}

    public static Optional<EventLog> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(READ)) {
            return row.next() ? Optional.of(new EventLog(row.getString(1), row.getInt(2))) : Optional.empty();
        }
    }

    /**
     * The log that is projected from now on. Since when it is known matters: of what is older, such as blobs, it may say nothing.
     *
     * @param anew though the topic is the same, it does not say what it said: records were lost
     */
    public static void write(Connection connection, EventLog log, boolean anew) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, log.topicId());
            statement.setInt(2, log.partitions());
            statement.setBoolean(3, anew);
            statement.executeUpdate();
        }
    }

    /** Puts every partition of the log at 0 in the read model of the connection's schema, if that knows none yet. */
    public static void begin(Connection connection, EventLog log) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, log.topicId());
            statement.setInt(2, log.partitions());
            statement.executeUpdate();
        }
    }
}
