package dev.hourglass.tracker.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hourglass.events.Event;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.publish.LogPosition;
import dev.hourglass.tracker.readmodel.ReadModels;
import dev.hourglass.tracker.rebuild.RebuildJob;
import dev.hourglass.tracker.rebuild.RebuildJobs;
import dev.hourglass.tracker.series.SeriesQuery;
import dev.hourglass.tracker.series.SeriesReader;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Stack;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when Kafka, PostgreSQL or the log itself goes away: each test has servers of its own to take down. */
@SuppressWarnings("NullAway.Init")
class OutageTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    private final Facts facts = new Facts(UUID.randomUUID());
    private final ProjectionStatus status = new ProjectionStatus();
    private Stack stack;
    private Projection projection;

    @BeforeEach
    void start() throws SQLException {
        stack = new Stack();
        projection = new Projection(
                stack.clients,
                ReadModelStore.live(stack.database),
                status,
                (partition, next, changes) -> stack.projected.passed(partition, next));
        projection.start();
    }

    @AfterEach
    void stop() {
        projection.close();
        stack.close();
    }

    private long points() throws SQLException {
        return new SeriesReader(stack.live)
                .read(SeriesQuery.of(facts.run, "nll"))
                .getFirst()
                .points();
    }

    private boolean isIn(PartitionStatus.Progress progress, String reason) {
        return status.partitions().stream()
                .anyMatch(p -> p.progress() == progress
                        && p.reason().filter(why -> why.contains(reason)).isPresent());
    }

    @Test
    void postgres_may_stop_under_load_and_no_point_is_lost_or_doubled() throws Exception {
        stack.sayAndAwait(facts.created(), facts.started(1, 0));
        var talking = new AtomicBoolean(true);
        var last = new AtomicReference<>(new LogPosition(0, -1));
        Thread worker = Thread.ofPlatform().start(() -> {
            for (long i = 1; talking.get(); i++) {
                last.set(stack.say(facts.points(1, i, i)));
            }
        });
        long before = Long.parseLong(stack.ask("select sum(events) from projection_offset"));
        await().atMost(LONG)
                .until(() -> Long.parseLong(stack.ask("select sum(events) from projection_offset")) > before + 50);
        stack.postgres.stop();
        await().atMost(LONG).until(() -> isIn(PartitionStatus.Progress.WAITING, "PostgreSQL"));
        stack.postgres.start();
        await().atMost(LONG).until(() -> status.partitions().stream()
                .allMatch(p -> p.progress() == PartitionStatus.Progress.RUNNING));
        talking.set(false);
        worker.join();
        stack.await(Objects.requireNonNull(last.get()));
        String sequence = stack.ask("select last_sequence from attempt where run = '" + facts.run + "'");
        assertThat(points()).isEqualTo(Long.parseLong(sequence));
        assertThat(stack.ask("select gaps + repeated + refused_events from attempt"))
                .isEqualTo("0");
    }

    @Test
    void kafka_may_stop_and_the_projection_goes_on_where_it_was() throws SQLException {
        stack.sayAndAwait(facts.created(), facts.started(1, 0), facts.points(1, 1, 1, 2));
        stack.stopKafka();
        await().atMost(LONG).until(() -> status.problem().isPresent());
        assertThat(status.caughtUpPartitions()).isEmpty();
        stack.startKafka();
        await().atMost(LONG).until(() -> status.problem().isEmpty());
        stack.sayAndAwait(facts.points(1, 2, 3, 4));
        assertThat(points()).isEqualTo(4);
    }

    @Test
    void a_log_that_was_replaced_stops_the_partitions_until_a_rebuild() throws Exception {
        stack.sayAndAwait(facts.created(), facts.started(1, 0), facts.points(1, 1, 1, 2));
        knowTheLogSinceLong();
        try (Admin admin = stack.clients.admin()) {
            admin.deleteTopics(List.of(Topics.EVENTS)).all().get();
            await().atMost(LONG).until(() -> !admin.listTopics().names().get().contains(Topics.EVENTS));
        }
        stack.layLog();
        await().atMost(LONG).until(() -> isIn(PartitionStatus.Progress.STOPPED, "run `hourglass tracker rebuild`"));
        // What is said into the new log waits for somebody to decide.
        stack.say(facts.created(), facts.started(1, 0));
        assertThat(points()).isEqualTo(2);
        assertThat(status.partitions()).allMatch(p -> p.progress() == PartitionStatus.Progress.STOPPED);
        assertThatNoRolloutTakesOver("the log is another one");
        rebuild();
        stack.sayAndAwait(facts.points(1, 1, 7, 8, 9));
        assertThat(points()).isEqualTo(3);
        assertThat(status.partitions()).allMatch(p -> p.progress() == PartitionStatus.Progress.RUNNING);
    }

    @Test
    void a_log_that_was_cut_stops_its_partition_until_a_rebuild_however_long_it_grows_again() throws Exception {
        stack.sayAndAwait(facts.created(), facts.started(1, 0), facts.points(1, 1, 1, 2));
        knowTheLogSinceLong();
        Path backup = stack.backUpKafka();
        await().atMost(LONG).until(() -> status.problem().isEmpty());
        stack.sayAndAwait(facts.points(1, 2, 3), facts.points(1, 3, 4));
        stack.restoreKafka(backup);
        await().atMost(LONG).until(() -> isIn(PartitionStatus.Progress.STOPPED, "the log ends at"));
        // The worker goes on, past where the read model stands.
        sayAfterTheOutage(facts.points(1, 2, 30), facts.points(1, 3, 40), facts.points(1, 4, 50));
        await().atMost(LONG).until(() -> isIn(PartitionStatus.Progress.STOPPED, "the log has another record at"));
        assertThat(running()).isEqualTo(Stack.PARTITIONS - 1);
        assertThat(steps()).containsExactly(1, 2, 3, 4);
        assertThatNoRolloutTakesOver("the log has another record at");
        rebuild();
        stack.sayAndAwait(facts.points(1, 5, 60));
        assertThat(steps()).containsExactly(1, 2, 30, 40, 50, 60);

        // Once more, and it grows before anybody has seen that it was short.
        stack.restoreKafka(backup);
        LogPosition last = sayAfterTheOutage(
                facts.points(1, 2, 7),
                facts.points(1, 3, 8),
                facts.points(1, 4, 9),
                facts.points(1, 5, 10),
                facts.points(1, 6, 11));
        await().atMost(LONG).until(() -> isIn(PartitionStatus.Progress.STOPPED, "the log"));
        assertThat(steps()).containsExactly(1, 2, 30, 40, 50, 60);
        rebuild();
        stack.await(last);
        assertThat(steps()).containsExactly(1, 2, 7, 8, 9, 10, 11);
    }

    @Test
    void a_log_that_lost_its_beginning_stops_the_partition() throws Exception {
        LogPosition last = stack.sayAndAwait(facts.created(), facts.started(1, 0), facts.points(1, 1, 1, 2));
        projection.close();
        stack.update("update projection_offset set next_offset = 0 where partition = " + last.partition());
        try (Admin admin = stack.clients.admin()) {
            var partition = new TopicPartition(Topics.EVENTS, last.partition());
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(last.offset())))
                    .all()
                    .get();
        }
        projection = again();
        await().atMost(LONG).until(() -> isIn(PartitionStatus.Progress.STOPPED, "the log begins at"));
        await().atMost(LONG).until(() -> running() == Stack.PARTITIONS - 1);
    }

    private long running() {
        return status.partitions().stream()
                .filter(p -> p.progress() == PartitionStatus.Progress.RUNNING)
                .count();
    }

    private long[] steps() throws SQLException {
        return new SeriesReader(stack.live)
                .read(SeriesQuery.of(facts.run, "nll"))
                .getFirst()
                .steps();
    }

    /** A producer may need several tries to learn that its broker has forgotten some of what it said. */
    private LogPosition sayAfterTheOutage(Event... events) {
        return await().atMost(LONG).ignoreExceptions().until(() -> stack.say(events), said -> said.offset() > 0);
    }

    private void knowTheLogSinceLong() {
        stack.set("insert into settings.event_log (topic_id, partitions, created_at)"
                + " select topic_id, 3, '2000-01-01' from " + stack.live.name() + ".projection_offset limit 1");
    }

    private void rebuild() {
        RebuildJob job = jobs().start(RebuildJob.Kind.REBUILD);
        await().atMost(LONG).until(() -> job.state() != RebuildJob.State.RUNNING);
        assertThat(job.error()).isEmpty();
        // Of blobs older than that this log may know nothing.
        assertThat(stack.ask("select created_at > now() - interval '1 hour' from settings.event_log"))
                .isEqualTo("t");
    }

    private RebuildJobs jobs() {
        return new RebuildJobs(stack.clients, stack.database, stack.live, stack.projected, Optional.empty());
    }

    /** As at the first start of a new version, which asks nobody. */
    private void assertThatNoRolloutTakesOver(String why) {
        String live = stack.live.name();
        stack.set("update settings.live_read_model set projection = 'older'");
        RebuildJob rollout = jobs().start(RebuildJob.Kind.ROLLOUT);
        await().atMost(LONG).until(() -> rollout.state() != RebuildJob.State.RUNNING);
        assertThat(rollout.error())
                .hasValueSatisfying(error -> assertThat(error).contains(why));
        stack.set("update settings.live_read_model set projection = '" + ReadModels.version() + "'");
        assertThat(stack.live.refresh()).isEqualTo(live);
    }

    private Projection again() {
        var next = new Projection(
                stack.clients,
                ReadModelStore.live(stack.database),
                status,
                (partition, offset, changes) -> stack.projected.passed(partition, offset));
        next.start();
        return next;
    }
}
