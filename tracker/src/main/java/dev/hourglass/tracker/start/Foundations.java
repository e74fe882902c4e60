package dev.hourglass.tracker.start;

import dev.hourglass.events.topics.TopicMismatchException;
import dev.hourglass.events.topics.TopicSetup;
import dev.hourglass.tracker.HourglassConfig;
import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.readmodel.EventLogSettings;
import dev.hourglass.tracker.readmodel.EventLogSettings.EventLog;
import dev.hourglass.tracker.readmodel.ReadModels;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.flywaydb.core.Flyway;

/** What must stand before the projection can: each step may be taken again. */
@Singleton
final class Foundations {

    private final Flyway flyway;
    private final DataSource database;
    private final KafkaClients kafka;
    private final HourglassConfig config;

    Foundations(Flyway flyway, DataSource database, KafkaClients kafka, HourglassConfig config) {
        this.flyway = flyway;
        this.database = database;
        this.kafka = kafka;
        this.config = config;
    }

    /** The settings, migrated, and a read model, if there was none an empty one. */
    void layDatabase() throws SQLException {
        flyway.migrate();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                // Of two trackers that start on an empty database, one makes the read model.
                statement.execute("select pg_advisory_xact_lock(hashtext('hourglass first read model'))");
            }
            if (ReadModels.find(connection).isEmpty()) {
                ReadModels.makeLive(connection, ReadModels.create(connection));
            }
            connection.commit();
        }
    }

    /** Whether there is one that this version of the tracker can use. */
    boolean isReadModelOurs() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return isReadModelOurs(connection);
        }
    }

    private static boolean isReadModelOurs(Connection connection) throws SQLException {
        return ReadModels.find(connection).filter(ReadModels.Live::isOurs).isPresent();
    }

    /**
     * The topics, made if they are not there, and checked against what they were made as.
     *
     * @throws TopicMismatchException if the log's topic is not as it must be
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     */
    void layLog() throws SQLException, TopicMismatchException {
        try (Admin admin = kafka.admin();
                Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var setup = new TopicSetup(admin);
            TopicSetup.Log found =
                    setup.ensure(config.kafka().partitions(), config.kafka().replication());
            Optional<EventLog> known = EventLogSettings.read(connection);
            EventLog log = known.orElse(new EventLog(found.id(), found.partitions()));
            setup.check(log.partitions());
            if (known.isEmpty()) {
                EventLogSettings.write(connection, log, false);
            }
            if (isReadModelOurs(connection)) {
                connection.setSchema(ReadModels.live(connection));
                EventLogSettings.begin(connection, log);
            }
            connection.commit();
        }
    }
}
