package dev.hourglass.tracker.export;

import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.refused;
import static dev.hourglass.tracker.testing.Api.run;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import dev.hourglass.tracker.testing.Told;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class ExportTest {

    /** Of a calculation that went wrong in a way of its own: its bits are not those of Double.NaN. */
    private static final double ODD_NAN = Double.longBitsToDouble(0x7ff8_0000_0000_0123L);

    private static final double[] VALUES = {
        ODD_NAN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, 1 / 3.0, Double.MAX_VALUE
    };

    @Inject
    Told told;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/api/v1/export")
    URI url;

    private final Facts parent = new Facts(UUID.randomUUID());
    private final Facts branch = new Facts(UUID.randomUUID());

    private void aParentAndItsBranchFromStep10() {
        told.that(
                parent.created(),
                parent.started(1, 0),
                parent.points(1, 1, LongStream.rangeClosed(0, 20).toArray()),
                parent.points(1, 2, new Metric("a,\"b\"", false), new long[] {3, 4, 5, 6, 7, 8, 9}, VALUES),
                parent.saved(1, 3, 10, CheckpointReason.WAITING_TIME));
        told.that(
                branch.created(RunKind.QUEUED, Facts.spec(""), Optional.of(parent.branchPoint(1, 10))),
                branch.started(1, Optional.empty(), 10, true),
                branch.points(1, 1, 11, 12, 15));
    }

    /** A row of any form, values as their bits. */
    private record Row(
            String run,
            String metric,
            long step,
            long tau,
            long wallMs,
            long x,
            long value,
            long min,
            long max,
            long n) {

        static Row of(String run, String metric, long step, long wallMs, long n, double... others) {
            long[] bits =
                    Arrays.stream(others).mapToLong(Double::doubleToRawLongBits).toArray();
            return new Row(run, metric, step, bits[0], wallMs, bits[1], bits[2], bits[3], bits[4], n);
        }
    }

    private static String export(String query) {
        return given().urlEncodingEnabled(false)
                .get("/api/v1/export?" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static List<Row> parquet(String query) throws IOException {
        byte[] file = given().urlEncodingEnabled(false)
                .get("/api/v1/export?format=parquet&" + query)
                .then()
                .statusCode(200)
                .contentType(ParquetOutput.MEDIA_TYPE)
                .extract()
                .asByteArray();
        List<Row> rows = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
                RowReader row = reader.rowReader()) {
            while (row.hasNext()) {
                row.next();
                rows.add(Row.of(
                        row.getString("run"),
                        row.getString("metric"),
                        row.getLong("step"),
                        row.getLong("wall_ms"),
                        row.getInt("count"),
                        row.getDouble("tau"),
                        row.getDouble("x"),
                        row.getDouble("value"),
                        row.getDouble("min"),
                        row.getDouble("max")));
            }
        }
        return rows;
    }

    private static List<Row> json(String query) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : new JsonMapper().readTree(export("format=json&" + query))) {
            rows.add(Row.of(
                    row.path("run").textValue(),
                    row.path("metric").textValue(),
                    row.path("step").longValue(),
                    row.path("wallMs").longValue(),
                    row.path("count").longValue(),
                    Double.parseDouble(row.path("tau").asText()),
                    Double.parseDouble(row.path("x").asText()),
                    Double.parseDouble(row.path("value").asText()),
                    Double.parseDouble(row.path("min").asText()),
                    Double.parseDouble(row.path("max").asText())));
        }
        return rows;
    }

    /** What the API of series says. */
    private static List<Row> series(UUID run, String query) {
        JsonPath answer = get(run(run) + "/series?" + query);
        List<Row> rows = new ArrayList<>();
        for (int s = 0; s < answer.getList("series").size(); s++) {
            String series = "series[" + s + "].";
            String metric = answer.getString(series + "metric");
            boolean reduced = answer.getBoolean(series + "reduced");
            double[] values = doubles(answer, series + "values");
            double[] taus = doubles(answer, series + "taus");
            double[] xs = doubles(answer, series + "xs");
            double[] min = reduced ? doubles(answer, series + "min") : values;
            double[] max = reduced ? doubles(answer, series + "max") : values;
            for (int i = 0; i < values.length; i++) {
                rows.add(Row.of(
                        run.toString(),
                        metric,
                        answer.getLong(series + "steps[" + i + "]"),
                        answer.getLong(series + "wallMs[" + i + "]"),
                        reduced ? answer.getLong(series + "counts[" + i + "]") : 1,
                        taus[i],
                        xs[i],
                        values[i],
                        min[i],
                        max[i]));
            }
        }
        return rows;
    }

    private static double[] doubles(JsonPath answer, String path) {
        return answer.getList(path).stream()
                .mapToDouble(value -> Double.parseDouble(value.toString()))
                .toArray();
    }

    @Test
    void every_form_says_what_the_series_say_to_the_last_bit() throws Exception {
        aParentAndItsBranchFromStep10();
        for (String query :
                List.of("points=raw", "points=raw&inherit=false&x=tau", "points=3", "points=2&from=3&to=12")) {
            List<Row> said = new ArrayList<>(series(branch.run, "metrics=nll&" + query));
            said.addAll(series(parent.run, "metrics=nll&" + query));
            assertThat(said).as(query).isNotEmpty();
            String asked = "metrics=nll&runs=" + branch.run + "," + parent.run + "&" + query;
            assertThat(parquet(asked)).as(query).containsExactlyElementsOf(said);
            assertThat(json(asked)).as(query).containsExactlyElementsOf(said);
        }
        List<Row> all = parquet("runs=" + branch.run);
        assertThat(all.stream().map(Row::metric).distinct()).containsExactly("a,\"b\"", "nll");
        assertThat(all.stream().filter(row -> !row.metric.equals("nll")).map(Row::value))
                .as("inherited, with the bits that were recorded")
                .containsExactlyElementsOf(Arrays.stream(VALUES)
                        .mapToObj(Double::doubleToRawLongBits)
                        .toList());
        List<String> lines = export("runs=" + branch.run).lines().toList();
        assertThat(lines).hasSize(1 + 7 + 14);
        assertThat(lines.stream().limit(5).skip(1).map(line -> line.split("\"\"\",")[1]
                        .split(",")[4]))
                .containsExactly("NaN", "Infinity", "-Infinity", "-0.0");
        assertThat(export("runs=" + branch.run + "&metrics=nll&inherit=false").lines())
                .hasSize(1 + 3);
        assertThat(parquet("runs=" + parent.run + "&x=tau/tw"))
                .as("a root has no place there")
                .isEmpty();
    }

    @Test
    void what_cannot_be_exported_is_refused_before_the_file_begins() {
        aParentAndItsBranchFromStep10();
        String runs = "/export?runs=" + parent.run;
        assertThat(refused(400, "/export").getString("detail")).contains("runs is ''");
        assertThat(refused(400, runs + "&format=xls").getString("detail")).contains("format is 'xls'", "parquet");
        assertThat(refused(400, runs + "&points=many").getString("detail")).contains("points is 'many'");
        assertThat(refused(400, runs + "&x=time").getString("detail")).contains("x is 'time'");
        assertThat(refused(404, runs + "&metrics=nll,loss").getString("detail"))
                .contains("'loss'", "they have a,\"b\", nll");
        assertThat(refused(404, "/export?runs=" + UUID.randomUUID()).getString("title"))
                .isEqualTo("No such run");
    }

    /** Reads nothing for as long as the tracker can write, then all of it. */
    @Test
    void a_slow_reader_makes_the_tracker_read_slowly() throws Exception {
        int events = 60;
        int each = 16_384;
        told.that(parent.created(), parent.started(1, 0));
        told.that(IntStream.range(0, events)
                .mapToObj(e -> parent.points(
                        1,
                        e + 1,
                        LongStream.range((long) e * each, (e + 1L) * each).toArray()))
                .toArray(Event[]::new));
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(1 << 14);
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            double before = exported();
            socket.getOutputStream()
                    .write(("GET " + url.getPath() + "?runs=" + parent.run + " HTTP/1.0\r\nHost: " + url.getAuthority()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            await().atMost(Duration.ofSeconds(60)).until(ExportTest::isSomebodyWaitingToWrite);
            assertThat(exported() - before)
                    .as("read while nobody takes it")
                    .isGreaterThan(0)
                    .isLessThan(events * each / 2.0);
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            long rows = answer.lines().filter(line -> line.contains(",nll,")).count();
            assertThat(rows).isEqualTo((long) events * each);
            assertThat(exported() - before).isEqualTo(events * each);
        }
    }

    private double exported() {
        return meters.get("hourglass.exported.points").counter().count();
    }

    private static boolean isSomebodyWaitingToWrite() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getMethodName().equals("awaitWriteable"));
    }
}
