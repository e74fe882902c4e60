package dev.hourglass.tracker.reactor;

import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.tracker.publish.EventPublisher;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.UUID;

/** Purges what has been in the trash for long enough. To say it twice changes nothing. */
final class TrashPurging {

    private static final String DUE = """
            select id, trashed_at from run
             where trashed_at <= ? and purged_at is null and log_partition = any (?)
             order by trashed_at, id
             limit 100
            """;

    private final EventPublisher publisher;
    private final InstantSource time;
    private final Duration keeps;

    /** @param keeps how long a run can be restored */
    TrashPurging(EventPublisher publisher, InstantSource time, Duration keeps) {
        this.publisher = publisher;
        this.time = time;
        this.keeps = keeps;
    }

    void turn(Connection connection, Collection<Integer> partitions) throws SQLException {
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        try (PreparedStatement statement = connection.prepareStatement(DUE)) {
            statement.setObject(1, now.minus(keeps).atOffset(ZoneOffset.UTC));
            statement.setArray(2, connection.createArrayOf("int", partitions.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    UUID run = row.getObject("id", UUID.class);
                    Instant since =
                            row.getObject("trashed_at", OffsetDateTime.class).toInstant();
                    publisher.publish(new Envelope(
                            DerivedIds.derive("purged/" + run + "/" + since),
                            publisher.source(),
                            now,
                            Event.RunPurged.of(run, now.plus(Event.RunPurged.GRACE), publisher.source())));
                }
            }
        }
    }
}
