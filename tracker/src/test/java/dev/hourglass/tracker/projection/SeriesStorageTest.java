package dev.hourglass.tracker.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hourglass.embedded.EmbeddedPostgres;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.readmodel.EventLogSettings;
import dev.hourglass.tracker.readmodel.EventLogSettings.EventLog;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.readmodel.ReadModelDigest;
import dev.hourglass.tracker.readmodel.ReadModels;
import dev.hourglass.tracker.series.NaiveBuckets;
import dev.hourglass.tracker.series.NaiveBuckets.Entry;
import dev.hourglass.tracker.series.NaiveBuckets.Point;
import dev.hourglass.tracker.series.Scale;
import dev.hourglass.tracker.series.Series;
import dev.hourglass.tracker.series.SeriesQuery;
import dev.hourglass.tracker.series.SeriesReader;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import dev.hourglass.tracker.testing.SettingsSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Points in a real PostgreSQL, batches cut as it comes, against twins that keep every point in a list. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SeriesStorageTest {

    private static final String LOG = "a log";

    private EmbeddedPostgres postgres;
    private PGSimpleDataSource database;
    private LiveReadModel live;
    private String schema = "";
    private long next;

    @BeforeAll
    void start() throws SQLException {
        postgres = EmbeddedPostgres.start(Servers.temporary().resolve("postgres"));
        database = source("reader");
        SettingsSchema.of(postgres).load().migrate();
        live = new LiveReadModel(database);
        schema = readModel();
        try (Connection connection = database.getConnection()) {
            ReadModels.makeLive(connection, schema);
        }
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void what_is_read_is_what_the_slow_twin_says_before_and_after_gathering(long seed) throws SQLException {
        var random = new Random(seed);
        var runs = new NaiveRuns(random);
        var merger = new ChunkMerger(database, new MergeStatus());
        for (int round = 0; round < 6; round++) {
            for (int batch = 0; batch < 8; batch++) {
                List<Event> events = new ArrayList<>();
                for (int i = random.nextInt(6); i >= 0; i--) {
                    events.addAll(runs.next());
                }
                write(schema, next, events);
                next += events.size();
            }
            if (round > 0 && random.nextBoolean()) {
                String before = digest(schema);
                merger.gatherAll();
                assertThat(digest(schema)).as("seed %d, round %d", seed, round).isEqualTo(before);
            }
            for (int q = 0; q < 30; q++) {
                NaiveRuns.Run run = runs.runs.get(random.nextInt(runs.runs.size()));
                String metric = NaiveRuns.METRICS.get(random.nextInt(NaiveRuns.METRICS.size()));
                Scale scale = Scale.values()[random.nextInt(2)];
                int most = 1 + random.nextInt(random.nextBoolean() ? 30 : 3000);
                SeriesQuery query = runs.query(run, metric);
                check(
                        "seed " + seed + ", round " + round + ", " + scale + ", " + most + ", " + query,
                        runs.stitched(run, query),
                        new SeriesReader(live).reduce(query, most, scale),
                        most,
                        scale);
            }
            pages("seed " + seed + ", round " + round, runs, random);
            for (NaiveRuns.Run run : runs.runs) {
                for (String metric : NaiveRuns.METRICS) {
                    summary("seed " + seed + ", round " + round, run, metric);
                }
            }
        }
    }

    private static void check(String what, List<Point> points, List<Series> read, int most, Scale scale) {
        assertThat(read).as(what).hasSize(points.isEmpty() ? 0 : 1);
        if (points.isEmpty()) {
            return;
        }
        Series series = read.getFirst();
        int placed = NaiveBuckets.placed(points, scale).size();
        List<Entry> entries = points.size() / most >= NaiveBuckets.LONG
                ? NaiveBuckets.lawful(points, most, scale, series)
                : NaiveBuckets.of(points, most, scale);
        assertThat(series.points()).as(what).isEqualTo(points.size());
        assertThat(series.leftOut()).as(what).isEqualTo(points.size() - placed);
        assertThat(series.reduced()).as(what).isEqualTo(placed > most);
        assertThat(series.inheritedUntilStep().orElse(-1))
                .as(what)
                .isEqualTo(points.stream()
                        .filter(Point::inherited)
                        .mapToLong(Point::step)
                        .max()
                        .orElse(-1));
        assertThat(series.steps())
                .as(what)
                .isEqualTo(entries.stream().mapToLong(e -> e.last().step()).toArray());
        assertThat(series.wallMs())
                .as(what)
                .isEqualTo(entries.stream().mapToLong(e -> e.last().wallMs()).toArray());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            assertThat(bits(series.taus()[i]))
                    .as(what)
                    .isEqualTo(bits(entry.last().tau()));
            assertThat(bits(series.xs()[i]))
                    .as(what)
                    .isEqualTo(bits(entry.last().x()));
            assertThat(bits(series.values()[i]))
                    .as(what)
                    .isEqualTo(bits(entry.last().value()));
            if (series.reduced()) {
                assertThat(series.counts()[i]).as(what).isEqualTo(entry.count());
                assertThat(same(series.min()[i], entry.min())).as(what).isTrue();
                assertThat(same(series.max()[i], entry.max())).as(what).isTrue();
            }
        }
    }

    private void pages(String what, NaiveRuns runs, Random random) throws SQLException {
        NaiveRuns.Run run = runs.runs.get(random.nextInt(runs.runs.size()));
        SeriesQuery query = runs.query(run, "nll");
        var both = new SeriesQuery(
                query.run(),
                List.of("nll", "loss"),
                query.axis(),
                query.from(),
                query.to(),
                query.afterStep(),
                query.inherit(),
                query.attempt());
        List<String> expected = new ArrayList<>();
        for (String metric : both.metrics()) {
            runs.stitched(run, query, metric).forEach(p -> expected.add(metric + p.step() + " " + bits(p.value())));
        }
        List<String> read = new ArrayList<>();
        int limit = 1 + random.nextInt(Math.max(1, expected.size() / 2));
        Optional<SeriesReader.Position> after = Optional.empty();
        do {
            SeriesReader.Page page = new SeriesReader(live).page(both, after, limit);
            for (Series series : page.series()) {
                for (int i = 0; i < series.points(); i++) {
                    read.add(series.metric() + series.steps()[i] + " " + bits(series.values()[i]));
                }
            }
            after = page.next();
        } while (after.isPresent());
        assertThat(read).as(what + ", pages of " + limit + ", " + query).isEqualTo(expected);
    }

    /** Every bit, but of NaN only that it is one: a chunk's last value stands in a column of its own. */
    private static long bits(double value) {
        return Double.doubleToLongBits(value);
    }

    /** Any NaN, and zero of either sign. */
    private static boolean same(double a, double b) {
        return a == b || (Double.isNaN(a) && Double.isNaN(b));
    }

    /** Of what counts of the run's own points, least and greatest at their first steps in the log's order. */
    private void summary(String what, NaiveRuns.Run run, String metric) throws SQLException {
        var all = new Summary();
        boolean recorded = false;
        for (int a = 0; a < run.attempts.size(); a++) {
            long until = Long.MAX_VALUE;
            for (int later = a + 1; later < run.attempts.size(); later++) {
                until = Math.min(until, run.attempts.get(later).resumeStep);
            }
            for (NaiveRuns.Stored p : run.attempts.get(a).points) {
                recorded |= p.metric().equals(metric);
                if (p.metric().equals(metric) && p.step() <= until) {
                    all.add(p.step(), p.value());
                }
            }
        }
        try (Connection connection = live.open()) {
            var stored = new RunLoader(connection)
                    .metrics(List.of(run.facts.run))
                    .get(new Changes.RunMetric(run.facts.run, metric));
            assertThat(stored != null).as(what).isEqualTo(recorded);
            if (stored != null) {
                Summary is = stored.summary;
                assertThat(List.of(is.points, is.lastStep, is.leastStep, is.greatestStep))
                        .as(what)
                        .isEqualTo(List.of(all.points, all.lastStep, all.leastStep, all.greatestStep));
                assertThat(same(is.last, all.last) && same(is.least, all.least) && same(is.greatest, all.greatest))
                        .as(what)
                        .isTrue();
            }
        }
    }

    @Test
    void gathering_beside_ingest_by_two_trackers_that_are_killed_loses_and_doubles_nothing() throws Exception {
        var random = new Random(7);
        var runs = new NaiveRuns(random);
        List<List<Event>> batches = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            batches.add(runs.next());
        }
        String shadow = readModel();
        String whole = readModel();
        var running = new AtomicBoolean(true);
        PGSimpleDataSource killed = source("merger");
        List<CompletableFuture<Void>> mergers = new ArrayList<>();
        for (int m = 0; m < 2; m++) {
            var merger = new ChunkMerger(killed, new MergeStatus());
            mergers.add(CompletableFuture.runAsync(() -> {
                while (running.get()) {
                    try {
                        merger.gatherAll();
                    } catch (SQLException e) {
                        // killed below, and goes on as a tracker that was started again does
                    }
                }
            }));
        }
        long at = 0;
        for (List<Event> events : batches) {
            write(shadow, at, events);
            at += events.size();
            if (random.nextInt(20) == 0) {
                ask("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'merger'");
            }
        }
        running.set(false);
        mergers.forEach(CompletableFuture::join);
        var status = new MergeStatus();
        new ChunkMerger(database, status).gatherAll();
        write(whole, 0, batches.stream().flatMap(List::stream).toList());
        assertThat(digest(shadow)).isEqualTo(digest(whole));
        assertThat(Long.parseLong(ask("select count(*) from " + shadow + ".clock_chunk")))
                .isLessThan(
                        runs.runs.stream().mapToLong(run -> run.attempts.size()).sum() * 60);
        // A read model goes away under a merger that has just looked.
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            ReadModels.drop(connection, shadow);
            CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(
                    () -> assertThatCode(() -> new ChunkMerger(database, new MergeStatus()).gatherAll())
                            .doesNotThrowAnyException());
            ReadModels.drop(connection, whole);
            connection.commit();
            meanwhile.join();
        }
    }

    @Test
    void values_with_full_mantissas_take_at_most_12_bytes_on_disk_with_all_that_belongs_to_them() throws SQLException {
        var random = new Random(3);
        String compact = readModel();
        List<Metric> metrics = IntStream.range(0, 100)
                .mapToObj(m -> new Metric("metric" + m, false))
                .toList();
        List<Facts> runs =
                IntStream.range(0, 20).mapToObj(r -> Facts.of("compact " + r)).toList();
        int points = 64;
        int events = 8;
        long at = 0;
        for (int e = 0; e <= events + 1; e++) {
            List<Event> said = new ArrayList<>();
            for (Facts facts : runs) {
                if (e == 0) {
                    said.addAll(List.of(
                            facts.created(RunKind.EXTERNAL, Facts.spec(""), Optional.empty()), facts.started(1, 0)));
                } else if (e <= events) {
                    int first = (e - 1) * points;
                    Event.MetricsRecorded one = facts.points(
                            1, e, LongStream.range(first, first + points).toArray());
                    double[][] values = new double[metrics.size()][points];
                    for (double[] column : values) {
                        Arrays.setAll(column, i -> random.nextDouble());
                    }
                    said.add(new Event.MetricsRecorded(
                            facts.run, one.origin(), metrics, one.steps(), one.taus(), one.wallMs(), values));
                } else {
                    said.add(facts.completed(1, e, (long) events * points));
                }
            }
            write(compact, at, said);
            at += said.size();
        }
        new ChunkMerger(database, new MergeStatus()).gatherAll();
        long bytes = Long.parseLong(ask(
                "select sum(pg_total_relation_size(c.oid)) from pg_class c where relkind = 'r' and relname ~ '_chunk_'"
                        + " and relnamespace = '" + compact + "'::regnamespace"));
        assertThat(ask("select count(*) from " + compact + ".clock_chunk")).isEqualTo("20");
        assertThat(bytes / (double) (runs.size() * metrics.size() * events * points))
                .isLessThan(12);
    }

    /** Into any read model as the same records: an event's id follows from its place. */
    private void write(String schema, long first, List<Event> events) throws SQLException {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        for (Event event : events) {
            Envelope random = Facts.envelope(event);
            var envelope =
                    new Envelope(new UUID(0, first + records.size()), random.source(), random.time(), random.event());
            ProducerRecord<String, byte[]> record = EventCodec.encode(Topics.EVENTS, envelope);
            records.add(new ConsumerRecord<>(
                    Topics.EVENTS,
                    0,
                    first + records.size(),
                    0,
                    TimestampType.CREATE_TIME,
                    0,
                    record.value().length,
                    record.key(),
                    record.value(),
                    record.headers(),
                    Optional.empty()));
        }
        try {
            Changes changes = ReadModelStore.of(database, schema)
                    .apply(new Batch(LOG, 0, first, first + records.size(), records, Map.of()));
            assertThat(changes.deadLetters).isEmpty();
            assertThat(changes.refusals).isEmpty();
        } catch (PositionMismatchException e) {
            throw new AssertionError(e);
        }
    }

    private String readModel() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            String name = ReadModels.create(connection);
            connection.setSchema(name);
            EventLogSettings.begin(connection, new EventLog(LOG, 1));
            connection.commit();
            return name;
        }
    }

    private String digest(String schema) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setSchema(schema);
            return ReadModelDigest.of(connection);
        }
    }

    private String ask(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private PGSimpleDataSource source(String name) {
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl());
        source.setUser("postgres");
        source.setApplicationName(name);
        return source;
    }
}
