package dev.hourglass.tracker.projection;

import dev.hourglass.tracker.projection.MergePlan.Chunk;
import dev.hourglass.tracker.readmodel.MergeLocks;
import dev.hourglass.tracker.readmodel.ReadModels;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers small chunks into large ones, in every read model of this version, live or being built. Each gathering is a transaction of
 * its own that ingest never waits for: ingest adds chunks and changes none. Several trackers share the runs by advisory locks.
 * Killed anywhere, a gathering was done or was not.
 */
public final class ChunkMerger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkMerger.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** Ended attempts gather all they have; others wait until there are as many chunks as a plan may take. */
    private static final String CANDIDATES = """
            select k.run, k.number, count(*) as chunks, a.ended_at is not null as ended
              from clock_chunk k
              join attempt a on a.run = k.run and a.number = k.number
              join run r on r.id = k.run and r.purged_at is null
             where k.points < 32768
             group by k.run, k.number, a.ended_at
            having count(*) >= case when a.ended_at is null then 8 else 2 end
             order by count(*) desc
            """;

    private static final String PURGED = """
            select 1 from run where id = ? and purged_at is not null
            """;

    private static final String FRESH = """
            select pg_total_relation_size('series_chunk_fresh')
            """;

    /** Below, nobody misses the space. */
    private static final long LEAST_TO_VACUUM = 1 << 18;

    /** While there is more to gather: a quarter of the fresh chunks' table empty. */
    private static final int SHARE_TO_VACUUM = 4;

    private static final Duration BETWEEN_VACUUMS = Duration.ofMinutes(1);

    private final DataSource database;
    private final MergeStatus status;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("hourglass-merge").unstarted(this::run);
    /** What was found to have nothing to gather, and how many chunks it had then. */
    private final Map<Attempt, Long> settled = new HashMap<>();

    /** Bytes that gathering left empty, by read model. */
    private final Map<String, Long> emptied = new HashMap<>();

    private long vacuumAt = System.nanoTime();

    private volatile boolean closed;

    private record Attempt(String schema, UUID run, int number, boolean ended) {}

    private record Candidate(Attempt attempt, long chunks) {}

    public ChunkMerger(DataSource database, MergeStatus status) {
        this.database = database;
        this.status = status;
    }

    public void start() {
        thread.start();
    }

    /** A gathering on its way is finished or, if that takes long, abandoned to its transaction. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                gatherAll();
            } catch (SQLException e) {
                LOG.warn("gathering of chunks goes on in a while, after {}", e.toString());
            } catch (RuntimeException e) {
                LOG.error("gathering of chunks goes on in a while, after a defect", e);
            }
            rest(BETWEEN_LOOKS);
        }
    }

    /** Until nothing is left to gather. Beside ingest it takes half of a core at most. */
    void gatherAll() throws SQLException {
        List<Candidate> candidates = candidates();
        settled.keySet().retainAll(candidates.stream().map(Candidate::attempt).toList());
        long waiting = candidates.stream().mapToLong(Candidate::chunks).sum();
        for (Candidate candidate : candidates) {
            status.waiting(waiting);
            waiting -= candidate.chunks();
            boolean more = true;
            while (more && !closed) {
                long begin = System.nanoTime();
                more = gatherOrPassOver(candidate);
                rest(Duration.ofNanos(more ? System.nanoTime() - begin : 0));
            }
        }
        status.waiting(waiting);
        vacuumAtRest();
        status.looked();
    }

    /** One attempt that cannot be gathered, for whatever reason, is none to leave the others. */
    private boolean gatherOrPassOver(Candidate candidate) throws SQLException {
        try {
            return gather(candidate);
        } catch (RuntimeException e) {
            Attempt attempt = candidate.attempt();
            LOG.error(
                    "chunks of run {}, attempt {} are left as they are, after a defect",
                    attempt.run(),
                    attempt.number(),
                    e);
            settled.put(attempt, candidate.chunks());
            return false;
        }
    }

    private List<Candidate> candidates() throws SQLException {
        List<Candidate> candidates = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (String schema : ReadModels.ours(connection)) {
                if (enter(connection, schema)) {
                    candidates(connection, schema, candidates);
                }
                connection.commit();
            }
        }
        candidates.removeIf(candidate -> Long.valueOf(candidate.chunks()).equals(settled.get(candidate.attempt())));
        return candidates;
    }

    private static void candidates(Connection connection, String schema, List<Candidate> candidates)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CANDIDATES)) {
            while (row.next()) {
                var attempt = new Attempt(
                        schema, row.getObject("run", UUID.class), row.getInt("number"), row.getBoolean("ended"));
                candidates.add(new Candidate(attempt, row.getLong("chunks")));
            }
        }
    }

    /** @return whether there may be more */
    private boolean gather(Candidate candidate) throws SQLException {
        Attempt attempt = candidate.attempt();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!begin(connection, attempt)) {
                    connection.rollback();
                    return false;
                }
                Optional<List<Chunk>> gathered =
                        new AttemptMerge(connection, attempt.run(), attempt.number()).next(attempt.ended());
                connection.commit();
                if (gathered.isEmpty()) {
                    settled.put(attempt, candidate.chunks());
                    return false;
                }
                count(attempt.schema(), gathered.get());
            } catch (SQLException | RuntimeException e) {
                Rollback.after(e, connection);
                throw e;
            }
            vacuumIfWorthIt(connection, attempt.schema());
            return true;
        }
    }

    /** @return false if the run is another tracker's for now or was purged, or the read model goes away */
    private static boolean begin(Connection connection, Attempt attempt) throws SQLException {
        if (!enter(connection, attempt.schema())) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            // A crash may undo a gathering, which changes nothing of what the read model says.
            statement.execute("set local synchronous_commit = off");
        }
        return MergeLocks.tryRun(connection, attempt.run()) && !purged(connection, attempt.run());
    }

    /** What is being deleted would come back as the chunk it was gathered into. */
    private static boolean purged(Connection connection, UUID run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PURGED)) {
            statement.setObject(1, run);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** @return false if the read model goes away, or is gone */
    private static boolean enter(Connection connection, String schema) throws SQLException {
        boolean stays = MergeLocks.tryReadModel(connection, schema)
                && ReadModels.ours(connection).contains(schema);
        if (stays) {
            connection.setSchema(schema);
        }
        return stays;
    }

    private void count(String schema, List<Chunk> gathered) {
        long points = gathered.stream().mapToLong(Chunk::points).sum();
        long values = points * gathered.getFirst().metrics().size();
        status.gathered(gathered.size(), values);
        emptied.merge(schema, 8 * values, Long::sum);
    }

    private void vacuumIfWorthIt(Connection connection, String schema) throws SQLException {
        long empty = emptied.getOrDefault(schema, 0L);
        if (empty >= LEAST_TO_VACUUM) {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement();
                    ResultSet fresh = statement.executeQuery(FRESH)) {
                fresh.next();
                if (empty >= fresh.getLong(1) / SHARE_TO_VACUUM) {
                    vacuum(connection, schema);
                }
            }
        }
    }

    private void vacuumAtRest() throws SQLException {
        if (emptied.isEmpty() || System.nanoTime() < vacuumAt) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            for (String schema : ReadModels.ours(connection)) {
                if (emptied.getOrDefault(schema, 0L) >= LEAST_TO_VACUUM) {
                    connection.setSchema(schema);
                    vacuum(connection, schema);
                }
            }
        }
        vacuumAt = System.nanoTime() + BETWEEN_VACUUMS.toNanos();
    }

    /**
     * So that small chunks leave no holes. It waits for nobody, and lets go of the table's end, to which it must be alone for a
     * moment, as soon as somebody waits for it.
     */
    private void vacuum(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum clock_chunk, series_chunk");
        }
        emptied.remove(schema);
    }

    private void rest(Duration time) {
        try {
            if (!closed) {
                Thread.sleep(time);
            }
        } catch (InterruptedException e) {
            // only close() interrupts, and the loops look at it next
        }
    }
}
