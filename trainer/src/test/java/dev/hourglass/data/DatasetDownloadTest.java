package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hourglass.blob.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server on this machine, good and bad. */
class DatasetDownloadTest {

    private static final byte[] CONTENT = "seven notes, ".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
    private static final DatasetFile FILE = new DatasetFile(
            "some-set", "some/file.json", Sha256.hex(CONTENT), "owner/set/commit/file.json", "made for a test");

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_good_file_is_stored_under_its_name_and_nothing_else_is_left() throws Exception {
        answer(exchange -> send(exchange, 200, CONTENT));
        var progress = new ArrayList<Long>();
        Path path = download().fetch(FILE, folder, (bytes, total) -> {
            assertThat(total).isEqualTo(CONTENT.length);
            progress.add(bytes);
        });
        assertThat(path).isEqualTo(folder.resolve("some/file.json")).hasBinaryContent(CONTENT);
        assertThat(asked).containsExactly("/owner/set/commit/file.json");
        assertThat(progress).isSorted().last().isEqualTo((long) CONTENT.length);
        assertThat(filesLeft()).containsExactly(path);
    }

    @Test
    void a_file_that_is_there_and_whole_is_not_fetched_again() throws Exception {
        answer(exchange -> send(exchange, 200, CONTENT));
        download().fetch(FILE, folder, (bytes, total) -> {});
        download().fetch(FILE, folder, (bytes, total) -> {});
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_damaged_file_is_replaced() throws Exception {
        answer(exchange -> send(exchange, 200, CONTENT));
        Files.createDirectories(folder.resolve("some"));
        Files.writeString(folder.resolve("some/file.json"), "damaged");
        assertThat(download().fetch(FILE, folder, (bytes, total) -> {})).hasBinaryContent(CONTENT);
    }

    @Test
    void a_mirror_may_have_a_path_of_its_own() throws Exception {
        answer(exchange -> send(exchange, 200, CONTENT));
        new DatasetDownload(host().resolve("mirror"), Duration.ofSeconds(20)).fetch(FILE, folder, (bytes, total) -> {});
        assertThat(asked).containsExactly("/mirror/owner/set/commit/file.json");
    }

    @Test
    void wrong_bytes_are_refused_with_both_hashes() {
        byte[] wrong = "a page that asks you to sign in".getBytes(StandardCharsets.US_ASCII);
        answer(exchange -> send(exchange, 200, wrong));
        assertFails(Sha256.hex(wrong), FILE.sha256());
    }

    @Test
    void an_absent_file_says_what_the_server_answered() {
        answer(exchange -> send(exchange, 404, "no".getBytes(StandardCharsets.US_ASCII)));
        assertFails("answered 404");
    }

    @Test
    void a_cut_connection_leaves_no_half_file() {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, CONTENT.length / 2);
            exchange.getResponseBody().flush();
            exchange.close();
        });
        assertFails("some-set");
    }

    @Test
    void a_server_that_stalls_is_given_up() {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 100);
            exchange.getResponseBody().flush();
            released.await();
        });
        assertThatThrownBy(() ->
                        new DatasetDownload(host(), Duration.ofMillis(500)).fetch(FILE, folder, (bytes, total) -> {}))
                .isInstanceOf(DownloadFailedException.class)
                .hasMessageContaining("not complete");
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void a_server_that_is_not_there_is_named() {
        URI host = host();
        server.stop(0);
        assertThatThrownBy(() ->
                        new DatasetDownload(host, Duration.ofSeconds(20)).fetch(FILE, folder, (bytes, total) -> {}))
                .isInstanceOf(DownloadFailedException.class)
                .hasMessageContaining(host.toString());
    }

    @Test
    void a_host_of_another_kind_is_refused() {
        assertThatThrownBy(() -> new DatasetDownload(URI.create("ftp://mirror"), Duration.ofSeconds(20))
                        .fetch(FILE, folder, (bytes, total) -> {}))
                .isInstanceOf(DownloadFailedException.class)
                .hasMessageContainingAll("ftp://mirror/owner", "http");
        assertThat(filesLeft()).isEmpty();
    }

    private void assertFails(String... parts) {
        assertThatThrownBy(() -> download().fetch(FILE, folder, (bytes, total) -> {}))
                .isInstanceOf(DownloadFailedException.class)
                .hasMessageContaining(host().resolve(FILE.source()).toString())
                .hasMessageContainingAll(parts);
        assertThat(filesLeft()).isEmpty();
    }

    private List<Path> filesLeft() {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DatasetDownload download() {
        return new DatasetDownload(host(), Duration.ofSeconds(20));
    }

    private URI host() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws Exception;
    }

    private void answer(Handler handler) {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            try (exchange) {
                handler.handle(exchange);
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
