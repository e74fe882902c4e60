package dev.hourglass.tracker.testing;

import dev.hourglass.embedded.EmbeddedKafka;
import dev.hourglass.embedded.EmbeddedPostgres;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.topics.TopicSetup;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.publish.LogPosition;
import dev.hourglass.tracker.publish.ProjectedOffsets;
import dev.hourglass.tracker.readmodel.EventLogSettings;
import dev.hourglass.tracker.readmodel.EventLogSettings.EventLog;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.readmodel.ReadModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.postgresql.ds.PGSimpleDataSource;

/** A log and a read model to test parts of the tracker on, without Quarkus: a Kafka, a PostgreSQL, topics, schemas. */
public final class Stack implements AutoCloseable {

    public static final int PARTITIONS = 3;

    private final Path directory = Servers.temporary();
    public final EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.resolve("postgres"));
    private EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
    public final KafkaClients clients = new KafkaClients(kafka.bootstrapServers());
    public final PGSimpleDataSource database = new PGSimpleDataSource();
    public final LiveReadModel live;
    public final ProjectedOffsets projected;
    public final EventPublisher publisher;
    private final KafkaProducer<String, byte[]> producer = clients.producer();

    public Stack() throws SQLException {
        database.setUrl(postgres.jdbcUrl());
        database.setUser("postgres");
        database.setReWriteBatchedInserts(true); // as application.properties does
        SettingsSchema.of(postgres).load().migrate();
        live = new LiveReadModel(database);
        projected = new ProjectedOffsets(live);
        publisher = new EventPublisher(clients, projected, "test");
        layLog();
    }

    /** Topics, and a read model at their beginning if there is none. */
    public void layLog() throws SQLException {
        try (Admin admin = clients.admin();
                Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            TopicSetup.Log log = new TopicSetup(admin).ensure(PARTITIONS, (short) 1);
            if (ReadModels.find(connection).isEmpty()) {
                ReadModels.makeLive(connection, ReadModels.create(connection));
                connection.setSchema(ReadModels.live(connection));
                EventLogSettings.begin(connection, new EventLog(log.id(), log.partitions()));
            }
            connection.commit();
        }
    }

    /** A copy of the log as it is now, as a backup has it; Kafka stands still for the time. */
    public Path backUpKafka() {
        Path copy = directory.resolve("backup");
        stopKafka();
        copy(directory.resolve("kafka"), copy);
        startKafka();
        return copy;
    }

    /** The log as it was when it was backed up; what was said since is lost. */
    public void restoreKafka(Path backup) {
        stopKafka();
        Path lost = directory.resolve("lost-" + UUID.randomUUID());
        try {
            Files.move(directory.resolve("kafka"), lost);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        copy(backup, directory.resolve("kafka"));
        startKafka();
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stopKafka() {
        kafka.close();
    }

    public void startKafka() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), kafka.port());
    }

    /** Into the log, in this order. @return the position of the last */
    public LogPosition say(Event... events) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (Event event : events) {
            records.add(EventCodec.encode(Topics.EVENTS, Facts.envelope(event)));
        }
        return send(records);
    }

    /** Into a certain partition. */
    public LogPosition sayInto(int partition, Event event) {
        return publisher.publishInto(partition, Facts.envelope(event));
    }

    public LogPosition send(List<ProducerRecord<String, byte[]>> records) {
        try {
            LogPosition last = new LogPosition(0, -1);
            for (var sending : records.stream().map(producer::send).toList()) {
                RecordMetadata stored = sending.get();
                last = new LogPosition(stored.partition(), stored.offset());
            }
            return last;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Into the log, and waits until the projection has passed it. */
    public LogPosition sayAndAwait(Event... events) {
        return await(say(events));
    }

    public LogPosition await(LogPosition position) {
        if (!publisher.awaitProjected(position, Duration.ofSeconds(60))) {
            throw new AssertionError("not projected within 60 s: " + position);
        }
        return position;
    }

    /** The first column of the first row, read from the live read model. */
    public String ask(String query) {
        try (Connection connection = live.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** In the settings, whatever read model is live. */
    public void set(String statement) {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    public void update(String statement) {
        try (Connection connection = live.open();
                Statement sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        publisher.close();
        kafka.close();
        postgres.close();
    }
}
