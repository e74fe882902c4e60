package dev.hourglass.tracker.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.embedded.EmbeddedPostgres;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.readmodel.EventLogSettings;
import dev.hourglass.tracker.readmodel.EventLogSettings.EventLog;
import dev.hourglass.tracker.readmodel.ReadModelDigest;
import dev.hourglass.tracker.readmodel.ReadModels;
import dev.hourglass.tracker.testing.Facts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Where batches are cut is chance, so it must not show: not in a state, a count, a summary or a point. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class BatchCutsTest {

    private static final int RECORDS = 240;

    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private EmbeddedPostgres postgres;

    @BeforeAll
    void start(@TempDir Path folder) {
        postgres = EmbeddedPostgres.start(folder);
        database.setUrl(postgres.jdbcUrl());
        database.setReWriteBatchedInserts(true); // as application.properties does
        database.setOptions("-c synchronous_commit=off"); // many small transactions, and nobody pulls the plug
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void batches_of_any_cut_say_what_one_record_at_a_time_says(long seed) throws Exception {
        List<ConsumerRecord<String, byte[]>> records = new RandomLog(seed).records();
        var cuts = new Random(-seed);
        String singly = digest(records, () -> 1);
        assertThat(digest(records, () -> 1 + cuts.nextInt(60))).isEqualTo(singly);
    }

    private interface Cut {
        int next();
    }

    private String digest(List<ConsumerRecord<String, byte[]>> records, Cut cut) throws Exception {
        String schema = schema();
        ReadModelStore store = ReadModelStore.of(database, schema);
        for (int from = 0; from < records.size(); ) {
            int to = Math.min(records.size(), from + cut.next());
            store.apply(new Batch("topic", 0, from, to, records.subList(from, to), Map.of()));
            from = to;
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setSchema(schema);
            return ReadModelDigest.of(connection);
        }
    }

    private String schema() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            String schema = ReadModels.create(connection);
            connection.setSchema(schema);
            EventLogSettings.begin(connection, new EventLog("topic", 1));
            connection.commit();
            return schema;
        }
    }

    /** What trainers, people and accidents put into one partition, in any order. */
    private static final class RandomLog {
        private static final int RUNS = 2;

        /** The last two are one to PostgreSQL. */
        private static final List<String> METRICS = List.of("m0", "m1", "m\0", "m\uFFFD");

        private final Random random;
        private final Facts[] runs = new Facts[RUNS];
        private final int[] attempt = new int[RUNS];
        private final long[] sequence = new long[RUNS];
        private final long[] step = new long[RUNS];

        RandomLog(long seed) {
            random = new Random(seed);
            for (int r = 0; r < RUNS; r++) {
                runs[r] = Facts.of("cuts/" + seed + "/" + r);
            }
        }

        List<ConsumerRecord<String, byte[]>> records() {
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            for (int offset = 0; offset < RECORDS; offset++) {
                records.add(stored(offset, EventCodec.encode(Topics.EVENTS, Facts.envelope(event()))));
            }
            return records;
        }

        private Event event() {
            int r = random.nextInt(RUNS);
            Facts facts = runs[r];
            int now = Math.max(1, attempt[r] - (random.nextInt(20) == 0 ? 1 : 0)); // now and then a superseded one
            return switch (random.nextInt(32)) {
                case 0 -> facts.created();
                case 1 -> started(r);
                case 2 -> new Event.RunLost(facts.run, facts.attempt(now), 60_000);
                case 3 -> new Event.RunFound(facts.run, facts.attempt(now));
                case 4 -> facts.saved(now, sequence(r), step[r], CheckpointReason.PERIODIC);
                case 5 ->
                    new Event.SpectrumRecorded(
                            facts.run, facts.origin(now, sequence(r)), Facts.clock(step[r]), "J0", new double[] {2, 1});
                case 6 -> new Event.PauseRequested(facts.run, "me");
                case 7 -> new Event.ResumeRequested(facts.run, "me");
                case 8 -> random.nextInt(3) == 0 ? facts.completed(now, sequence(r), step[r]) : points(r, now);
                case 9 ->
                    new Event.LogRecorded(facts.run, facts.origin(now, sequence(r)), Facts.clock(step[r]), "said");
                case 10, 11, 12, 13, 14, 15, 16 -> kept(r);
                default -> points(r, now);
            };
        }

        /** Few things, so that each is said, taken back and said again. */
        private Event kept(int r) {
            UUID run = runs[r].run;
            var note = new UUID(r, random.nextInt(2));
            String said = Integer.toString(random.nextInt(100));
            return switch (random.nextInt(16)) {
                case 0, 1, 2 -> new Event.RunTagged(run, "k" + random.nextInt(2), said, "me");
                case 3 -> new Event.RunUntagged(run, "k" + random.nextInt(2), "me");
                case 4, 5, 6 -> new Event.NoteAdded(run, note, said, "me");
                case 7, 8 -> new Event.NoteRemoved(run, note, "me");
                case 9 -> new Event.RunRenamed(run, said, OptionalLong.of(random.nextInt(5)), "me");
                case 10 -> new Event.RunArchived(run, "me");
                case 11 -> random.nextInt(4) == 0 ? new Event.RunTrashed(run, "me") : new Event.RunRestored(run, "me");
                case 12 -> Event.RunPurged.of(run, Instant.EPOCH, "me");
                case 13, 14 -> new Event.CheckpointPruned(run, Facts.sha(step[r]), step[r], "me");
                default -> new Event.ExperimentRenamed(DerivedIds.experiment("e"), "e", said, "me");
            };
        }

        private Event started(int r) {
            Optional<Integer> follows = attempt[r] == 0 ? Optional.empty() : Optional.of(attempt[r]);
            attempt[r]++;
            sequence[r] = 0;
            boolean checkpoint = attempt[r] > 1 && random.nextBoolean();
            step[r] = checkpoint ? step[r] / 2 : 0;
            return runs[r].started(attempt[r], follows, step[r], checkpoint);
        }

        /** One to three metrics of four, whose flag changes rarely; steps that mostly rise; sometimes no point at all. */
        private Event points(int r, int now) {
            int count = random.nextInt(5);
            long[] steps = new long[count];
            double[] taus = new double[count];
            long[] wallMs = new long[count];
            for (int i = 0; i < count; i++) {
                step[r] = Math.max(0, step[r] + random.nextInt(-1, 6));
                steps[i] = step[r];
                taus[i] = step[r] * Facts.ETA;
                wallMs[i] = 1_000 + step[r];
            }
            int first = random.nextInt(4);
            List<Metric> metrics = new ArrayList<>();
            double[][] values = new double[1 + random.nextInt(3)][count];
            for (double[] column : values) {
                metrics.add(new Metric(METRICS.get((first + metrics.size()) % 4), random.nextInt(50) == 0));
                for (int i = 0; i < count; i++) {
                    column[i] = random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian();
                }
            }
            return new Event.MetricsRecorded(
                    runs[r].run, runs[r].origin(now, sequence(r)), metrics, steps, taus, wallMs, values);
        }

        /** The next one; sometimes one that was said, sometimes one after a gap. */
        private long sequence(int r) {
            int accident = random.nextInt(30);
            sequence[r] += accident == 0 ? 0 : accident == 1 ? 2 : 1;
            return sequence[r];
        }

        /** Mostly as it was sent; some are damaged, some stand under another run's key. */
        private ConsumerRecord<String, byte[]> stored(long offset, ProducerRecord<String, byte[]> sent) {
            int accident = random.nextInt(40);
            byte[] value = accident == 0 ? new byte[] {1, 2, 3} : sent.value();
            String key = accident == 1 ? new UUID(0, offset).toString() : sent.key();
            return new ConsumerRecord<>(
                    sent.topic(),
                    0,
                    offset,
                    1_000 + offset,
                    TimestampType.CREATE_TIME,
                    key.length(),
                    value.length,
                    key,
                    value,
                    new RecordHeaders(sent.headers().toArray()),
                    Optional.empty());
        }
    }
}
