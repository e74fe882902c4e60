package dev.hourglass.tracker.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.publish.LogPosition;
import dev.hourglass.tracker.rebuild.RebuildJob;
import dev.hourglass.tracker.rebuild.RebuildJobs;
import dev.hourglass.tracker.series.Axis;
import dev.hourglass.tracker.series.Series;
import dev.hourglass.tracker.series.SeriesQuery;
import dev.hourglass.tracker.series.SeriesReader;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Stack;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One log, one read model and one projection for all tests: each speaks of runs of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ProjectionTest {

    private Stack stack;
    private Projection projection;
    private ProjectionStatus status;

    @BeforeAll
    void start() throws SQLException {
        stack = new Stack();
        status = new ProjectionStatus();
        projection = project(status);
        projection.start();
    }

    @AfterAll
    void stop() {
        projection.close();
        stack.close();
    }

    private Projection project(ProjectionStatus status) {
        return project(stack.database, status);
    }

    private Projection project(DataSource database, ProjectionStatus status) {
        return new Projection(
                stack.clients,
                ReadModelStore.live(database),
                status,
                (partition, next, changes) -> stack.projected.passed(partition, next));
    }

    private Series nll(UUID run) throws SQLException {
        return one(SeriesQuery.of(run, "nll"));
    }

    private Series one(SeriesQuery query) throws SQLException {
        List<Series> series = new SeriesReader(stack.live).read(query);
        assertThat(series).hasSize(1);
        return series.getFirst();
    }

    private String run(Facts facts, String column) {
        return stack.ask("select " + column + " from run where id = '" + facts.run + "'");
    }

    private String metric(Facts facts, String column) {
        return stack.ask("select " + column + " from run_metric where metric = 'nll' and run = '" + facts.run + "'");
    }

    @Test
    void what_a_run_says_stands_in_the_read_model_to_the_bit() throws SQLException {
        var facts = new Facts(UUID.randomUUID());
        double[] values = {
            1.5,
            Double.NaN,
            Double.longBitsToDouble(0x7ff8dead_beef0001L),
            -0.0,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE
        };
        long[] steps = {0, 1, 2, 3, 4, 5};
        stack.sayAndAwait(
                facts.created(),
                facts.started(1, 0),
                facts.points(1, 1, new Metric("nll", false), steps, values),
                new Event.SpectrumRecorded(facts.run, facts.origin(1, 2), Facts.clock(5), "J0", new double[] {2, 1}),
                new Event.LogRecorded(facts.run, facts.origin(1, 3), Facts.clock(5), "a\0b"),
                facts.saved(1, 4, 5, dev.hourglass.events.CheckpointReason.FINAL),
                facts.completed(1, 5, 5));
        Series series = nll(facts.run);
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.doubleToRawLongBits(series.values()[i])).isEqualTo(Double.doubleToRawLongBits(values[i]));
        }
        assertThat(series.steps()).isEqualTo(steps);
        assertThat(series.taus()[5]).isEqualTo(5 * Facts.ETA);
        assertThat(run(facts, "state || ' ' || step || ' ' || attempts")).isEqualTo("completed 5 1");
        assertThat(metric(facts, "least || ' at ' || least_step || ', ' || greatest || ' at ' || greatest_step"))
                .isEqualTo("-Infinity at 4, 1.5 at 0");
        assertThat(stack.ask("select text from log_piece where run = '" + facts.run + "'"))
                .isEqualTo("a\uFFFDb");
        assertThat(stack.ask("select value from tag where key = 'colour' and run = '" + facts.run + "'"))
                .isEqualTo("blue");
    }

    @Test
    void a_redelivered_record_adds_nothing() throws Exception {
        var facts = new Facts(UUID.randomUUID());
        LogPosition last = stack.sayAndAwait(facts.created(), facts.started(1, 0), facts.points(1, 1, 1, 2, 3));
        try (KafkaConsumer<String, byte[]> consumer = stack.clients.consumer()) {
            var partition = new TopicPartition(Topics.EVENTS, last.partition());
            consumer.assign(List.of(partition));
            consumer.seek(partition, last.offset());
            List<ConsumerRecord<String, byte[]>> again =
                    consumer.poll(Duration.ofSeconds(10)).records(partition);
            String topicId = stack.ask("select topic_id from projection_offset limit 1");
            var batch = new Batch(
                    topicId, last.partition(), last.offset(), last.offset() + 1, again.subList(0, 1), Map.of());
            assertThatThrownBy(() -> ReadModelStore.live(stack.database).apply(batch))
                    .isInstanceOf(PositionMismatchException.class);
        }
        assertThat(nll(facts.run).points()).isEqualTo(3);
        // The same words as new records: what a producer that was not idempotent would do.
        stack.sayAndAwait(facts.created(), facts.started(1, 0), facts.points(1, 1, 1, 2, 3));
        assertThat(nll(facts.run).points()).isEqualTo(3);
        assertThat(metric(facts, "points")).isEqualTo("3");
        assertThat(stack.ask("select repeated from attempt where run = '" + facts.run + "'"))
                .isEqualTo("2");
    }

    @Test
    void a_writer_that_dies_between_write_and_commit_leaves_nothing_and_loses_nothing() throws Exception {
        projection.close();
        try {
            var facts = new Facts(UUID.randomUUID());
            LogPosition last = stack.say(facts.created(), facts.started(1, 0), facts.points(1, 1, 1, 2, 3));
            try (KafkaConsumer<String, byte[]> consumer = stack.clients.consumer();
                    Connection dying = stack.live.open()) {
                long next = Long.parseLong(
                        stack.ask("select next_offset from projection_offset where partition = " + last.partition()));
                var partition = new TopicPartition(Topics.EVENTS, last.partition());
                consumer.assign(List.of(partition));
                consumer.seek(partition, next);
                List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
                while (records.isEmpty() || records.getLast().offset() < last.offset()) {
                    records.addAll(consumer.poll(Duration.ofSeconds(10)).records(partition));
                }
                dying.setAutoCommit(false);
                String topicId = stack.ask("select topic_id from projection_offset limit 1");
                new BatchWriter(dying)
                        .apply(
                                new Batch(topicId, last.partition(), next, last.offset() + 1, records, Map.of()),
                                Set.of());
                // Its backend is gone before the commit, as with kill -9.
                stack.ask("select pg_terminate_backend("
                        + dying.unwrap(org.postgresql.PGConnection.class).getBackendPID() + ")");
                assertThatThrownBy(dying::commit).isInstanceOf(SQLException.class);
            }
            assertThat(run(facts, "state")).isEmpty();
            projection = project(status);
            projection.start();
            stack.await(last);
            assertThat(nll(facts.run).points()).isEqualTo(3);
        } finally {
            projection.close();
            projection = project(status);
            projection.start();
        }
    }

    @Test
    void a_commit_whose_answer_is_lost_is_in_the_read_model_once() throws SQLException {
        projection.close();
        var doubtful = new LostAnswers(stack.database);
        projection = project(doubtful, status);
        projection.start();
        try {
            var facts = new Facts(UUID.randomUUID());
            stack.sayAndAwait(facts.created(), facts.started(1, 0));
            for (long i = 1; i <= 5; i++) {
                doubtful.loseNext();
                LogPosition said = stack.say(facts.points(1, i, i));
                await().atMost(Duration.ofSeconds(60)).until(doubtful::isLost);
                stack.await(said);
            }
            assertThat(nll(facts.run).steps()).containsExactly(1, 2, 3, 4, 5);
            assertThat(stack.ask("select repeated + gaps from attempt where run = '" + facts.run + "'"))
                    .isEqualTo("0");
        } finally {
            projection.close();
            projection = project(status);
            projection.start();
        }
    }

    @Test
    void partitions_that_change_hands_in_the_middle_of_a_batch_have_it_once() throws SQLException {
        var other = new ProjectionStatus();
        Projection second = project(other);
        List<Facts> runs = inFirstAndLastPartition(); // of which two members of a group each get one
        List<LogPosition> last = new ArrayList<>();
        try (Connection lock = stack.live.open();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table attempt in exclusive mode"); // it may be read
            runs.forEach(facts -> last.add(stack.say(facts.points(1, 1, 1, 2, 3))));
            awaitWaiting("relation", runs.size());
            second.start();
            // Its own batch, of the same records, waits for the row that the first has moved.
            awaitWaiting("transactionid", 1);
            lock.commit();
        }
        last.forEach(stack::await);
        assertThat(other.partitions()).isNotEmpty();
        runs.forEach(facts -> last.add(stack.say(facts.points(1, 2, 4, 5))));
        last.forEach(stack::await);
        second.close();
        for (Facts facts : runs) {
            assertThat(nll(facts.run).steps()).containsExactly(1, 2, 3, 4, 5);
            assertThat(stack.ask("select repeated + gaps from attempt where run = '" + facts.run + "'"))
                    .isEqualTo("0");
        }
    }

    /** Runs that have begun. */
    private List<Facts> inFirstAndLastPartition() {
        Map<Integer, Facts> runs = new TreeMap<>();
        while (!runs.keySet().containsAll(Set.of(0, Stack.PARTITIONS - 1))) {
            var facts = new Facts(UUID.randomUUID());
            runs.put(stack.sayAndAwait(facts.created(), facts.started(1, 0)).partition(), facts);
        }
        runs.keySet().retainAll(Set.of(0, Stack.PARTITIONS - 1));
        return List.copyOf(runs.values());
    }

    private void awaitWaiting(String lock, int transactions) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Integer.parseInt(stack.ask("select count(distinct pid) from pg_locks where not granted"
                                + " and locktype = '" + lock + "'"))
                        >= transactions);
    }

    @Test
    void what_is_no_event_and_what_speaks_of_no_run_become_dead_letters_and_the_rest_goes_on() {
        var facts = new Facts(UUID.randomUUID());
        var stranger = new Facts(UUID.randomUUID());
        String key = facts.run.toString();
        var cut = EventCodec.encode(Topics.EVENTS, Facts.envelope(facts.points(1, 1, 1, 2, 3)));
        byte[] short_ = java.util.Arrays.copyOf(cut.value(), cut.value().length - 3);
        stack.await(stack.send(List.of(
                EventCodec.encode(Topics.EVENTS, Facts.envelope(facts.created())),
                new ProducerRecord<>(Topics.EVENTS, key, new byte[] {1, 2, 3}),
                new ProducerRecord<>(Topics.EVENTS, key, null),
                new ProducerRecord<>(Topics.EVENTS, null, null, key, short_, cut.headers()),
                EventCodec.encode(Topics.EVENTS, Facts.envelope(facts.started(1, 0))))));
        LogPosition unknown = stack.sayAndAwait(stranger.started(1, 0));
        assertThat(run(facts, "state")).isEqualTo("running");
        assertThat(stack.ask("select count(*) from dead_letter where key = '" + key + "'"))
                .isEqualTo("3");
        assertThat(stack.ask("select reason from dead_letter where partition = " + unknown.partition()
                        + " and log_offset = " + unknown.offset()))
                .contains("unknown run " + stranger.run);
        assertThat(stack.ask("select sum(dead_letters) - (select count(*) from dead_letter) from projection_offset"))
                .isEqualTo("0");
    }

    @Test
    void of_a_run_whose_creation_or_key_cannot_be_read_nothing_is_left_in_whatever_batches_its_events_come() {
        var facts = new Facts(UUID.randomUUID());
        Event.RunCreated good = facts.created();
        var bad = new Event.RunCreated(
                facts.run,
                good.name(),
                good.experiment(),
                good.kind(),
                "no JSON",
                good.specSha256(),
                Optional.empty(),
                Optional.empty(),
                good.by(),
                good.tags());
        var written = EventCodec.encode(Topics.EVENTS, Facts.envelope(good));
        String capitals = facts.run.toString().toUpperCase(Locale.ROOT);
        List<ConsumerRecord<String, byte[]>> together =
                List.of(stored(0, Facts.envelope(bad)), stored(1, Facts.envelope(facts.started(1, 0))));
        Changes changes = new BatchFold(new Batch("log", 0, 0, 2, together, Map.of()), Asked.nothing())
                .fold(new HashMap<>(), new HashMap<>());
        assertThat(changes.deadLetters).hasSize(2);
        assertThat(changes.runs).isEmpty();
        assertThat(changes.kept.tags).isEmpty();
        stack.await(stack.send(List.of(
                EventCodec.encode(Topics.EVENTS, Facts.envelope(bad)),
                EventCodec.encode(Topics.EVENTS, Facts.envelope(facts.started(1, 0))))));
        stack.await(stack.send(List.of(
                new ProducerRecord<>(Topics.EVENTS, null, null, capitals, written.value(), written.headers()))));
        assertThat(stack.ask("select count(*) from dead_letter where lower(key) = '" + facts.run + "'"))
                .isEqualTo("3");
        for (String table : List.of("run where id", "attempt where run", "tag where run")) {
            assertThat(stack.ask("select count(*) from " + table + " = '" + facts.run + "'"))
                    .isEqualTo("0");
        }
    }

    private static ConsumerRecord<String, byte[]> stored(long offset, Envelope envelope) {
        ProducerRecord<String, byte[]> sent = EventCodec.encode(Topics.EVENTS, envelope);
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                offset,
                sent.timestamp(),
                TimestampType.CREATE_TIME,
                sent.key().length(),
                sent.value().length,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    @Test
    void refused_events_gaps_and_repetitions_are_counted_and_refused_points_do_not_show() throws SQLException {
        var facts = new Facts(UUID.randomUUID());
        stack.sayAndAwait(
                facts.created(),
                facts.started(1, 0),
                facts.points(1, 1, 1, 2),
                facts.points(1, 4, 3),
                new Event.RunLost(facts.run, facts.attempt(1), 60_000),
                facts.started(2, 2),
                facts.points(1, 5, 4, 5),
                facts.points(2, 1, 3, 4));
        assertThat(run(facts, "refused_events")).isEqualTo("1");
        assertThat(stack.ask("select gaps || ' ' || refused_events from attempt where number = 1 and run = '"
                        + facts.run + "'"))
                .isEqualTo("2 1");
        assertThat(stack.ask("select events || ' ' || numbers from refused_attempt where run = '" + facts.run + "'"))
                .isEqualTo("1 {[5,6)}");
        assertThat(nll(facts.run).steps()).containsExactly(1, 2, 3, 4);
        assertThat(nll(facts.run).values()[3]).isEqualTo(Facts.value(2, 4));
    }

    @Test
    void superseded_points_stay_readable_by_attempt_and_summaries_forget_them() throws SQLException {
        var facts = new Facts(UUID.randomUUID());
        stack.sayAndAwait(facts.created(), facts.started(1, 0), facts.points(1, 1, 0, 10, 20, 30, 40));
        assertThat(metric(facts, "points || ' ' || last_step")).isEqualTo("5 40");
        // In one batch with what follows it, so that the fold and the recomputation meet.
        stack.sayAndAwait(
                new Event.RunLost(facts.run, facts.attempt(1), 60_000),
                facts.started(2, 20),
                facts.points(2, 1, 25, 35));
        assertThat(nll(facts.run).steps()).containsExactly(0, 10, 20, 25, 35);
        assertThat(metric(facts, "points || ' ' || last_step || ' ' || not_increasing"))
                .isEqualTo("5 35 0");
        assertThat(metric(facts, "least")).isEqualTo(Double.toString(Facts.value(1, 20)));
        var first = new SeriesQuery(
                facts.run,
                List.of("nll"),
                Axis.STEP,
                java.util.OptionalDouble.empty(),
                java.util.OptionalDouble.empty(),
                java.util.OptionalLong.empty(),
                true,
                Optional.of(facts.attempt(1)));
        assertThat(one(first).steps()).containsExactly(0, 10, 20, 30, 40);
        // Without a checkpoint all of it is superseded.
        stack.sayAndAwait(
                new Event.RunLost(facts.run, facts.attempt(2), 60_000),
                facts.started(3, Optional.of(2), 0, false),
                facts.points(3, 1, 0, 1));
        assertThat(nll(facts.run).steps()).containsExactly(0, 1);
        assertThat(metric(facts, "points || ' ' || greatest || ' ' || not_increasing"))
                .isEqualTo("2 4 0");
    }

    @Test
    void a_step_that_does_not_increase_is_kept_and_counted_and_the_last_value_wins() throws SQLException {
        var facts = new Facts(UUID.randomUUID());
        stack.sayAndAwait(
                facts.created(),
                facts.started(1, 0),
                facts.points(1, 1, new Metric("nll", false), new long[] {5, 3, 7, 3}, new double[] {50, 30, 70, 31}));
        Series series = nll(facts.run);
        assertThat(series.steps()).containsExactly(3, 5, 7);
        assertThat(series.values()).containsExactly(31, 50, 70);
        assertThat(metric(facts, "points || ' ' || not_increasing || ' ' || last_step"))
                .isEqualTo("4 2 7");
    }

    @Test
    void branches_inherit_through_three_generations_but_not_what_is_measured_from_a_reference() throws SQLException {
        var root = new Facts(UUID.randomUUID());
        var child = new Facts(UUID.randomUUID());
        var grandchild = new Facts(UUID.randomUUID());
        stack.sayAndAwait(
                root.created(),
                root.started(1, 0),
                root.points(1, 1, 0, 10, 20, 30),
                root.points(1, 2, new Metric("msd", true), new long[] {10, 20}, new double[] {1, 2}));
        stack.sayAndAwait(
                child.created(RunKind.QUEUED, Facts.spec(""), Optional.of(root.branchPoint(1, 20))),
                child.started(1, Optional.empty(), 20, true),
                child.points(1, 1, 22, 30, 40),
                child.points(1, 2, new Metric("msd", true), new long[] {20, 30}, new double[] {0, 3}));
        stack.sayAndAwait(
                grandchild.created(RunKind.QUEUED, Facts.spec(""), Optional.of(child.branchPoint(1, 30))),
                grandchild.started(1, Optional.empty(), 30, true),
                grandchild.points(1, 1, 33, 60));
        // The root is resumed from 10 afterwards: the branches keep the chain of the attempt they pinned.
        stack.sayAndAwait(
                new Event.RunLost(root.run, root.attempt(1), 60_000), root.started(2, 10), root.points(2, 1, 11, 12));
        Series whole = nll(grandchild.run);
        assertThat(whole.steps()).containsExactly(0, 10, 20, 22, 30, 33, 60);
        assertThat(whole.values()[2]).isEqualTo(Facts.value(1, 20));
        assertThat(whole.inheritedUntilStep()).hasValue(30);
        assertThat(whole.branchStep()).hasValue(30);
        assertThat(nll(root.run).steps()).containsExactly(0, 10, 11, 12);
        assertThat(one(SeriesQuery.of(child.run, "msd")).steps()).containsExactly(20, 30);
        assertThat(new SeriesReader(stack.live).read(SeriesQuery.of(grandchild.run, "msd")))
                .isEmpty();
        Series aging = one(SeriesQuery.of(child.run, "nll").along(Axis.TAU_OVER_TW));
        assertThat(aging.steps()).containsExactly(22, 30, 40);
        assertThat(aging.xs()[2]).isEqualTo((40 * Facts.ETA - 20 * Facts.ETA) / (20 * Facts.ETA));
        assertThat(new SeriesReader(stack.live)
                        .read(SeriesQuery.of(root.run, "nll").along(Axis.TAU_OVER_TW)))
                .isEmpty();
    }

    @Test
    void two_projections_share_the_partitions_and_write_each_point_once() throws SQLException {
        var other = new ProjectionStatus();
        Projection second = project(other);
        var random = new Random(1);
        List<Facts> runs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            runs.add(new Facts(new UUID(random.nextLong(), random.nextLong())));
        }
        List<LogPosition> last = new ArrayList<>();
        runs.forEach(facts -> stack.say(facts.created(), facts.started(1, 0)));
        for (int round = 0; round < 20; round++) {
            if (round == 5) {
                second.start();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !other.partitions().isEmpty());
            }
            if (round == 15) {
                second.close();
            }
            int r = round;
            last.clear();
            runs.forEach(facts -> last.add(stack.say(facts.points(
                    1, r + 1, LongStream.range(10L * r, 10L * r + 10).toArray()))));
        }
        last.forEach(stack::await);
        for (Facts facts : runs) {
            assertThat(nll(facts.run).points()).isEqualTo(200);
            assertThat(metric(facts, "points")).isEqualTo("200");
        }
    }

    @Test
    void a_read_model_that_is_built_anew_says_the_same_and_takes_over_without_a_restart() throws SQLException {
        var facts = new Facts(UUID.randomUUID());
        stack.sayAndAwait(facts.created(), facts.started(1, 0), facts.points(1, 1, 0, 1));
        stack.sayAndAwait(facts.points(1, 2, 2, 3));
        var jobs = new RebuildJobs(stack.clients, stack.database, stack.live, stack.projected, Optional.empty());
        String before = stack.live.name();
        RebuildJob verify = jobs.start(RebuildJob.Kind.VERIFY);
        awaitEnd(verify);
        assertThat(verify.error()).isEmpty();
        assertThat(verify.result().orElseThrow().equal()).isTrue();
        assertThat(stack.live.name()).isEqualTo(before);
        // A point that the log does not know of does not pass.
        stack.update("update run_metric set greatest = 99 where run = '" + facts.run + "'");
        RebuildJob rebuild = jobs.start(RebuildJob.Kind.REBUILD);
        awaitEnd(rebuild);
        assertThat(rebuild.error()).isEmpty();
        assertThat(rebuild.result().orElseThrow().equal()).isFalse();
        assertThat(stack.live.name()).isNotEqualTo(before);
        stack.sayAndAwait(facts.points(1, 3, 4, 5));
        assertThat(nll(facts.run).steps()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(stack.ask("select string_agg(nspname, ' ') from pg_namespace where nspname like 'read%'"))
                .isEqualTo(stack.live.name());
    }

    @Test
    void a_record_that_stops_its_partition_is_passed_over_by_decree_and_in_every_rebuild_too() throws SQLException {
        // A rebuild could store what the live read model refuses: that it does not shows that it obeys the log alone.
        stack.update("alter table log_piece add check (text <> 'poison')");
        var facts = new Facts(UUID.randomUUID());
        stack.sayAndAwait(facts.created(), facts.started(1, 0));
        LogPosition bad = stack.say(new Event.LogRecorded(facts.run, facts.origin(1, 1), Facts.clock(1), "poison"));
        LogPosition after = stack.say(facts.points(1, 2, 1, 2, 3));
        await().atMost(Duration.ofSeconds(60)).until(() -> isStoppedAt(bad));
        // Words that do not count: on what is yet to come, and from another partition.
        var stranger = new Event.RecordSkipped(facts.run, bad.partition(), after.offset() + 100, "soon", "eve");
        var elsewhere = new Event.RecordSkipped(facts.run, bad.partition(), bad.offset(), "from afar", "eve");
        LogPosition afar = stack.sayInto((bad.partition() + 1) % Stack.PARTITIONS, elsewhere);
        stack.await(afar);
        stack.sayInto(bad.partition(), stranger);
        assertThat(status.partitions()).anyMatch(p -> p.badRecord().isPresent());
        stack.sayInto(bad.partition(), new Event.RecordSkipped(facts.run, bad.partition(), bad.offset(), "bad", "ada"));
        stack.await(stack.sayInto(
                bad.partition(), new Event.RecordSkipped(facts.run, bad.partition(), bad.offset(), "late", "eve")));
        assertThat(status.partitions()).allMatch(p -> p.progress() == PartitionStatus.Progress.RUNNING);
        assertThat(nll(facts.run).points()).isEqualTo(3);
        assertThat(stack.ask("select gaps from attempt where run = '" + facts.run + "'"))
                .as("what it said is missing")
                .isEqualTo("1");
        assertThat(stack.ask("select reason from dead_letter where partition = " + bad.partition()
                        + " and log_offset = " + bad.offset()))
                .isEqualTo("skipped by ada: bad");
        assertThat(stack.ask("select count(*) from dead_letter where reason like 'RecordSkipped names%'"))
                .isEqualTo("2");
        assertThatARebuildSaysTheSame();
    }

    @Test
    void of_an_attempt_s_log_the_last_megabyte_stays_however_the_batches_fall() throws SQLException {
        var facts = new Facts(UUID.randomUUID());
        int[] bytes = {300_000, 200_001, 800_000, 10, 250_000, 0, 400_002, 100_002, 348_566, 8, 600_000};
        List<Event> said = new ArrayList<>(List.of(facts.created(), facts.started(1, 0)));
        for (int i = 0; i < bytes.length; i++) {
            // three bytes a character: the measure is bytes
            String text = "\u2764".repeat(bytes[i] / 3) + "x".repeat(bytes[i] % 3);
            said.add(new Event.LogRecorded(facts.run, facts.origin(1, i + 1), Facts.clock(i), text));
        }
        said.add(new Event.RunLost(facts.run, facts.attempt(1), 60_000));
        said.add(facts.started(2, 0));
        said.add(new Event.LogRecorded(facts.run, facts.origin(2, 1), Facts.clock(1), "another attempt's"));
        for (int i = 0; i < 8; i++) { // each a batch of its own
            stack.sayAndAwait(said.get(i));
            assertThat(kept(facts)).isEqualTo(keptOf(bytes, i - 1));
        }
        stack.sayAndAwait(said.subList(8, said.size()).toArray(Event[]::new));
        assertThat(kept(facts)).isEqualTo(keptOf(bytes, bytes.length)).isEqualTo("8 9 10 11");
        assertThat(stack.ask("select text from log_piece where number = 2 and run = '" + facts.run + "'"))
                .isEqualTo("another attempt's");
        assertThatARebuildSaysTheSame();
    }

    private String kept(Facts facts) {
        return stack.ask("select coalesce(string_agg(sequence::text, ' ' order by sequence), '') from log_piece"
                + " where number = 1 and run = '" + facts.run + "'");
    }

    /** By the definition: those of the first {@code said} pieces behind which less than a megabyte was said. */
    private static String keptOf(int[] bytes, int said) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < said; i++) {
            if (Arrays.stream(bytes, i + 1, said).sum() < 1_048_576) {
                kept.add(Integer.toString(i + 1));
            }
        }
        return String.join(" ", kept);
    }

    private void assertThatARebuildSaysTheSame() {
        RebuildJob verify = new RebuildJobs(
                        stack.clients, stack.database, stack.live, stack.projected, Optional.empty())
                .start(RebuildJob.Kind.VERIFY);
        awaitEnd(verify);
        assertThat(verify.error()).isEmpty();
        assertThat(verify.result().orElseThrow().equal()).isTrue();
    }

    private boolean isStoppedAt(LogPosition bad) {
        return status.partitions().stream()
                .anyMatch(p -> p.partition() == bad.partition()
                        && p.progress() == PartitionStatus.Progress.STOPPED
                        && p.badRecord().filter(r -> r.offset() == bad.offset()).isPresent());
    }

    private static void awaitEnd(RebuildJob job) {
        await().atMost(Duration.ofSeconds(60)).until(() -> job.state() != RebuildJob.State.RUNNING);
    }
}
