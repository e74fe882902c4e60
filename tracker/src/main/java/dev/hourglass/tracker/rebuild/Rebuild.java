package dev.hourglass.tracker.rebuild;

import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.kafka.LogWatch;
import dev.hourglass.tracker.projection.LogCheck;
import dev.hourglass.tracker.projection.ShadowProjection;
import dev.hourglass.tracker.readmodel.EventLogSettings;
import dev.hourglass.tracker.readmodel.EventLogSettings.EventLog;
import dev.hourglass.tracker.readmodel.Offsets;
import dev.hourglass.tracker.readmodel.ReadModelDigest;
import dev.hourglass.tracker.readmodel.ReadModels;
import dev.hourglass.tracker.readmodel.TableStatistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;

/**
 * One rebuild or verification. Builds a shadow up to where the live read model stands, then, while that stands still for a moment,
 * to exactly there; so both can be compared, and the one can take the other's place without a record missing or repeated.
 */
final class Rebuild implements AutoCloseable {

    /** So that every tracker and every answer on its way has turned to the new schema before the old one goes. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final String ALONE = """
            select pg_try_advisory_lock(hashtext('hourglass rebuild'))
            """;
    private static final String NOT_ALONE = """
            select pg_advisory_unlock(hashtext('hourglass rebuild'))
            """;
    private static final String BEGIN = """
            update projection_offset set next_offset = ? where partition = ?
            """;

    private final KafkaClients kafka;
    private final DataSource database;
    private final RebuildJob job;
    private final LogWatch watch;
    /** Whether the live read model was projected from another log, or from more of it than there is. */
    private boolean otherLog;

    private long begunAtNanos;
    private long begunFrom;

    Rebuild(KafkaClients kafka, DataSource database, RebuildJob job) {
        this.kafka = kafka;
        this.database = database;
        this.job = job;
        this.watch = new LogWatch(kafka);
    }

    /** @param switched told when the shadow has become the live one */
    void run(Runnable switched) throws SQLException, InterruptedException {
        try (Connection alone = database.getConnection();
                Statement statement = alone.createStatement()) {
            if (!yes(statement, ALONE)) {
                throw new JobRunningException("another tracker rebuilds or verifies");
            }
            try {
                build(switched);
            } finally {
                yes(statement, NOT_ALONE);
            }
        }
    }

    /** Whether a job of any tracker could begin now. */
    static boolean nobodyWorks(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return yes(statement, ALONE) && yes(statement, NOT_ALONE);
        }
    }

    private void build(Runnable switched) throws SQLException, InterruptedException {
        Map<Integer, Offsets.Row> live = liveRows();
        LogWatch.View log = watch.look(); // after the rows: they stand nowhere beyond it
        compare(live, log);
        Shadow shadow = begun(log).orElseGet(() -> new Shadow("", Map.of()));
        dropAllBut(shadow.name());
        if (shadow.name().isEmpty()) {
            shadow = create(log);
        }
        begunAtNanos = System.nanoTime();
        begunFrom = sum(shadow.next());
        try (var projection = new ShadowProjection(kafka, database, shadow.name(), log.topicId(), shadow.next())) {
            catchUp(projection, shadow.name());
            renewStatistics(shadow.name());
            finish(projection, log, shadow.name(), switched);
        } catch (SQLException | RuntimeException | InterruptedException e) {
            giveUp(e);
            throw e;
        }
        dropAllBut(""); // what was compared, or what the shadow took the place of
    }

    /**
     * A rollout is nobody's decision: what the live read model knows and the log does not must not go with it.
     *
     * @throws AnotherLogException if a rollout would give up what the log does not have
     */
    private void compare(Map<Integer, Offsets.Row> live, LogWatch.View log) {
        Optional<String> wrong = LogCheck.wrong(kafka, live, log);
        if (job.kind() == RebuildJob.Kind.ROLLOUT && wrong.isPresent()) {
            throw new AnotherLogException(wrong.get());
        }
        otherLog = wrong.isPresent();
    }

    private Map<Integer, Offsets.Row> liveRows() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return rows(connection, ReadModels.find(connection).orElseThrow().name());
        }
    }

    /** A read model in the making, and where it stands. */
    private record Shadow(String name, Map<Integer, Long> next) {}

    /** One that was given up half way and can be gone on with. */
    private Optional<Shadow> begun(LogWatch.View log) throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (Building building : Building.all(connection)) {
                if (building.servesFor(job.kind()) && isOf(rows(connection, building.schema()), log)) {
                    return Optional.of(new Shadow(building.schema(), Offsets.next(connection)));
                }
            }
            return Optional.empty();
        }
    }

    private boolean isOf(Map<Integer, Offsets.Row> rows, LogWatch.View log) {
        return rows.keySet().equals(log.ends().keySet())
                && LogCheck.wrong(kafka, rows, log).isEmpty();
    }

    /** What a kill or an outage cut short is gone on with; a defect would only come again, a verification begins anew. */
    private void giveUp(Exception e) {
        boolean defect = e instanceof RuntimeException && !(e instanceof KafkaException);
        if (defect || job.kind() == RebuildJob.Kind.VERIFY) {
            try {
                dropAllBut("");
            } catch (SQLException gone) {
                e.addSuppressed(gone); // the next job drops it
            }
        }
    }

    /** Without holding up the live projection. */
    private void catchUp(ShadowProjection shadow, String name) throws SQLException, InterruptedException {
        Map<Integer, Long> targets;
        do {
            LogWatch.View log = watch.look();
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                targets = targets(
                        connection, ReadModels.find(connection).orElseThrow().name(), log);
                connection.commit();
            }
            advance(shadow, name, targets);
        } while (!shadow.reached(targets));
    }

    /** Or the first who ask the new read model would wait long. */
    private void renewStatistics(String schema) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setSchema(schema);
            TableStatistics.renew(connection);
        }
    }

    private void advance(ShadowProjection shadow, String name, Map<Integer, Long> targets)
            throws SQLException, InterruptedException {
        shadow.lookAhead(targets);
        while (!shadow.reached(targets)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the tracker is stopping");
            }
            shadow.advance(targets);
            tell(shadow, name, targets);
        }
        tell(shadow, name, targets);
    }

    private void tell(ShadowProjection shadow, String name, Map<Integer, Long> targets) {
        long done = sum(shadow.next());
        long left = sum(targets) - done;
        long took = System.nanoTime() - begunAtNanos;
        Optional<Instant> end = done <= begunFrom || left <= 0
                ? Optional.empty()
                : Optional.of(Instant.now().plusNanos((long) ((double) took / (done - begunFrom) * left)));
        job.at(new RebuildJob.Progress(done, sum(targets), Optional.of(name), end));
    }

    private void finish(ShadowProjection shadow, LogWatch.View log, String name, Runnable switched)
            throws SQLException, InterruptedException {
        try (Connection lock = database.getConnection();
                Connection rebuilt = database.getConnection();
                Connection old = database.getConnection()) {
            lock.setAutoCommit(false);
            ReadModels.Live before = ReadModels.lockLive(lock);
            String live = before.name();
            // Nothing is projected from here to the commit below.
            Map<Integer, Long> targets = targets(lock, live, watch.look());
            advance(shadow, name, targets);
            // What another version says is not to be compared: it may say other things.
            boolean comparable = before.isOurs() && stands(rows(lock, live), shadow, log);
            snapshot(rebuilt, name);
            snapshot(old, live);
            boolean takesOver = job.kind() != RebuildJob.Kind.VERIFY;
            if (takesOver) {
                EventLogSettings.write(
                        lock, new EventLog(log.topicId(), log.ends().size()), otherLog);
                ReadModels.makeLive(lock, name);
                Building.end(lock, name);
            }
            lock.commit();
            if (takesOver) {
                switched.run();
            }
            if (job.kind() != RebuildJob.Kind.ROLLOUT) {
                compare(rebuilt, old, comparable);
            }
        }
        if (job.kind() != RebuildJob.Kind.VERIFY) {
            Thread.sleep(GRACE);
        }
    }

    private void compare(Connection rebuilt, Connection old, boolean comparable) throws SQLException {
        String digest = ReadModelDigest.of(rebuilt);
        Optional<String> before = comparable ? Optional.of(ReadModelDigest.of(old)) : Optional.empty();
        rebuilt.commit();
        old.commit();
        job.found(new RebuildJob.Result(before, digest));
    }

    private static void snapshot(Connection connection, String schema) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setSchema(schema);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from projection_offset")) {
            row.next(); // the first query takes the snapshot
        }
    }

    /** Where the live one stands, if that can be reached in the log; else the log's end. */
    private static Map<Integer, Long> targets(Connection connection, String live, LogWatch.View log)
            throws SQLException {
        Map<Integer, Offsets.Row> rows = rows(connection, live);
        Map<Integer, Long> targets = new HashMap<>();
        log.ends().forEach((partition, end) -> {
            targets.put(partition, end);
            Offsets.Row row = rows.get(partition);
            if (row != null
                    && row.topicId().equals(log.topicId())
                    && row.nextOffset() <= end
                    && row.nextOffset() >= log.begin(partition)) {
                targets.put(partition, row.nextOffset());
            }
        });
        return targets;
    }

    /** Whether they say that all of the same log was projected that the shadow has. */
    private static boolean stands(Map<Integer, Offsets.Row> rows, ShadowProjection shadow, LogWatch.View log) {
        Map<Integer, Long> next = new HashMap<>();
        rows.forEach((partition, row) -> next.put(partition, row.nextOffset()));
        return next.equals(shadow.next())
                && rows.values().stream().allMatch(row -> row.topicId().equals(log.topicId()));
    }

    private static Map<Integer, Offsets.Row> rows(Connection connection, String schema) throws SQLException {
        connection.setSchema(schema);
        return Offsets.rows(connection);
    }

    private Shadow create(LogWatch.View log) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            String name = ReadModels.create(connection);
            connection.setSchema(name);
            Building.begin(connection, job);
            EventLogSettings.begin(
                    connection, new EventLog(log.topicId(), log.ends().size()));
            try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
                for (var begin : log.begins().entrySet()) {
                    statement.setLong(1, begin.getValue());
                    statement.setInt(2, begin.getKey());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            connection.commit();
            return new Shadow(name, log.begins());
        }
    }

    /** What is neither live nor that: nobody else builds now. */
    private void dropAllBut(String shadow) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            String live = ReadModels.find(connection).orElseThrow().name();
            for (String name : ReadModels.all(connection)) {
                if (!name.equals(live) && !name.equals(shadow)) {
                    ReadModels.drop(connection, name);
                    connection.commit();
                }
            }
        }
    }

    private static boolean yes(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static long sum(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        watch.close();
    }
}
