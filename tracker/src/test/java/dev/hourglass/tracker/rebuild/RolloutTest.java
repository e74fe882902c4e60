package dev.hourglass.tracker.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hourglass.events.Event;
import dev.hourglass.tracker.projection.Projection;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.publish.LogPosition;
import dev.hourglass.tracker.readmodel.NoReadModelException;
import dev.hourglass.tracker.readmodel.ReadModels;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Stack;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RolloutTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Few enough for a slow broker to take within its time. */
    private static final int EVENTS = 500;

    private Stack stack;
    private Projection projection;
    private RebuildJobs jobs;

    @BeforeAll
    void start() throws SQLException {
        stack = new Stack();
        projection = new Projection(stack.clients, stack.database, new ProjectionStatus(), new Projection.Listener() {
            @Override
            public void passed(int partition, long nextOffset) {
                stack.projected.passed(partition, nextOffset);
            }

            @Override
            public void refused(UUID run, UUID attempt) {}
        });
        projection.start();
        jobs = jobs();
    }

    @AfterAll
    void stop() {
        jobs.close();
        projection.close();
        stack.close();
    }

    private RebuildJobs jobs() {
        return new RebuildJobs(stack.clients, stack.database, stack.live, stack.projected, Optional.empty());
    }

    @Test
    void a_rebuild_is_gone_on_with_after_the_end_of_its_tracker() throws SQLException {
        var facts = new Facts(UUID.randomUUID());
        stack.say(facts.created(), facts.started(1, 0));
        stack.await(say(facts, 1));
        RebuildJobs first = jobs();
        RebuildJob cut = first.start(RebuildJob.Kind.REBUILD);
        String schema = cut(first, () -> stack.await(say(facts, 1 + EVENTS)));
        await().atMost(LONG).until(() -> cut.state() == RebuildJob.State.FAILED);
        assertThat(Long.parseLong(stack.ask("select sum(events) from " + schema + ".projection_offset")))
                .isBetween((long) EVENTS, 2L * EVENTS - 1);
        jobs.resume();
        RebuildJob goneOnWith = jobs.job(cut.id()).orElseThrow();
        awaitEnd(goneOnWith);
        assertThat(stack.live.refresh()).isEqualTo(schema);
        assertThat(goneOnWith.result().orElseThrow().equal()).isTrue();
        jobs.resume(); // there is nothing left to go on with
        assertThat(stack.ask("select count(*) from " + schema + ".building")).isEqualTo("0");
    }

    @Test
    void a_version_neither_reads_nor_writes_what_another_made_and_takes_over_with_its_own() throws SQLException {
        var facts = new Facts(UUID.randomUUID());
        stack.sayAndAwait(facts.created(), facts.started(1, 0), facts.points(1, 1, 1, 2, 3));
        String before = stack.live.name();
        stack.set("update settings.live_read_model set projection = 'older'");
        assertThatThrownBy(() -> stack.live.refresh())
                .isInstanceOf(NoReadModelException.class)
                .hasMessageContaining(
                        "another version of Hourglass (projection older, this tracker has " + ReadModels.version());
        try (Connection connection = stack.database.getConnection()) {
            assertThatThrownBy(() -> ReadModels.shareLive(connection)).isInstanceOf(NoReadModelException.class);
        }
        LogPosition said = stack.publisher.publish(Facts.envelope(facts.points(1, 2, 4, 5)));
        RebuildJob rollout = jobs.start(RebuildJob.Kind.ROLLOUT);
        awaitEnd(rollout);
        assertThat(stack.live.name()).isNotEqualTo(before);
        assertThat(stack.publisher.awaitProjected(said, LONG)).isTrue();
        assertThat(stack.ask("select points from run_metric where run = '" + facts.run + "'"))
                .isEqualTo("5");
        RebuildJob verify = jobs.start(RebuildJob.Kind.VERIFY);
        awaitEnd(verify);
        assertThat(verify.result().orElseThrow().equal()).isTrue();
    }

    private LogPosition say(Facts facts, long from) {
        return stack.say(LongStream.range(from, from + EVENTS)
                .mapToObj(step -> facts.points(1, step, step))
                .toArray(Event[]::new));
    }

    /**
     * Ends it half way, by a table that it writes: held up there once, more is said, which it does not come to before it is held up
     * again.
     */
    private String cut(RebuildJobs rebuilding, Runnable more) throws SQLException {
        try (Connection first = stack.database.getConnection();
                Connection second = stack.database.getConnection()) {
            String schema = shadow(first);
            lock(first, schema);
            awaitWaiting("<>");
            more.run();
            CompletableFuture<Void> again = CompletableFuture.runAsync(() -> lock(second, schema));
            awaitWaiting("=");
            first.commit();
            again.join(); // after the batch that was held up
            rebuilding.close();
            second.commit();
            return schema;
        }
    }

    private String shadow(Connection connection) throws SQLException {
        String live = stack.live.name();
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> ReadModels.all(connection).size() == 2);
        return ReadModels.all(connection).stream()
                .filter(name -> !name.equals(live))
                .findFirst()
                .orElseThrow();
    }

    private static void lock(Connection connection, String schema) {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table " + schema + ".attempt");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param is "=" until one of our locks waits, "<>" until one of the rebuild's does */
    private void awaitWaiting(String is) {
        String waiting = "select exists (select from pg_locks where not granted and locktype = 'relation' and mode "
                + is + " 'AccessExclusiveLock')";
        await().atMost(LONG).until(() -> stack.ask(waiting).equals("t"));
    }

    private void awaitEnd(RebuildJob job) {
        await().atMost(LONG).until(() -> job.state() != RebuildJob.State.RUNNING);
        assertThat(job.error()).isEmpty();
    }
}
