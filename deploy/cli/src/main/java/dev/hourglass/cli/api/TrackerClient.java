package dev.hourglass.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hourglass.cli.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** One tracker. Paths are below {@code /api/v1}; every refusal is a {@link TrackerProblemException}. */
public final class TrackerClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI base;
    private final Optional<String> user;
    private final Optional<String> token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /**
     * @param base scheme, host and port
     * @param user who acts, as the audit trail will name them; the tracker's default if absent
     * @param token for a tracker that wants one
     */
    public TrackerClient(URI base, Optional<String> user, Optional<String> token) {
        this.base = base;
        this.user = user;
        this.token = token;
    }

    public URI base() {
        return base;
    }

    public JsonNode get(String path) {
        return json(send(request(path).GET(), BodyHandlers.ofByteArray()));
    }

    /** What the tracker says beside its API. */
    public JsonNode document(String path) {
        return json(send(
                identified(HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE)), BodyHandlers.ofByteArray()));
    }

    /** @param accept media type */
    public String text(String path, String accept) {
        HttpResponse<byte[]> response =
                send(request(path).header("Accept", accept).GET(), BodyHandlers.ofByteArray());
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** An action: the answer may come from the read model later, then this waits for it. */
    public JsonNode post(String path, JsonNode body) {
        return post(path, "application/json", BodyPublishers.ofString(body.toString()));
    }

    public JsonNode post(String path) {
        return post(path, JsonNodeFactory.instance.objectNode());
    }

    /**
     * @param bytes opened once for each try
     * @return the blob's SHA-256 and size, as the tracker counted them
     */
    public JsonNode uploadBlob(Supplier<InputStream> bytes) {
        return post("/blobs", "application/octet-stream", BodyPublishers.ofInputStream(bytes));
    }

    /** @throws IOException if there is no such file */
    public JsonNode uploadBlob(Path file) throws IOException {
        return post("/blobs", "application/octet-stream", BodyPublishers.ofFile(file));
    }

    /** @param lines events, one a line */
    public JsonNode postLog(byte[] lines) {
        return post("/log", "application/x-ndjson", BodyPublishers.ofByteArray(lines));
    }

    /** Writes beside the file first, so that a broken download leaves no half file. @return its size */
    public long download(String path, Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, file.getFileName().toString(), ".part");
        try (InputStream body = open(path)) {
            long bytes = Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return bytes;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A text of any length, as it comes. */
    public void copy(String path, Writer to) throws IOException {
        try (var body = new InputStreamReader(open(path), StandardCharsets.UTF_8)) {
            body.transferTo(to);
        }
    }

    private InputStream open(String path) throws IOException {
        HttpResponse<InputStream> response = sent(request(path).GET(), BodyHandlers.ofInputStream());
        if (response.statusCode() >= 400) {
            try (InputStream body = response.body()) {
                throw new TrackerProblemException(response.statusCode(), problem(body.readAllBytes()));
            }
        }
        return response.body();
    }

    /** The whole id of the run that the argument names: an id, or a prefix that only one run has. */
    public String runId(String idOrPrefix) {
        return run(idOrPrefix).path("id").asText();
    }

    public JsonNode run(String idOrPrefix) {
        if (idOrPrefix.isBlank()) { // a variable of the shell that is not set; it would name another address
            throw new CommandFailedException("the run's id is empty; `hourglass ls` lists the runs there are");
        }
        return get("/runs/" + encode(idOrPrefix));
    }

    /** For one segment or value of a path. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }

    public JsonNode put(String path, JsonNode body) {
        return act(request(path), "PUT", "application/json", BodyPublishers.ofString(body.toString()));
    }

    /** @param seen the ETag of what is to be changed, or * */
    public JsonNode patch(String path, JsonNode body, String seen) {
        return act(
                request(path).header("If-Match", seen),
                "PATCH",
                "application/json",
                BodyPublishers.ofString(body.toString()));
    }

    /** @return null's node if nothing is left to tell of */
    public JsonNode delete(String path) {
        return act(request(path), "DELETE", "application/json", BodyPublishers.noBody());
    }

    private JsonNode post(String path, String type, BodyPublisher body) {
        return act(request(path), "POST", type, body);
    }

    private JsonNode act(HttpRequest.Builder request, String method, String type, BodyPublisher body) {
        HttpResponse<byte[]> response = send(
                request.header("Content-Type", type)
                        .header("Accept", "application/json")
                        .method(method, body),
                BodyHandlers.ofByteArray());
        if (response.statusCode() == 204) {
            return JsonNodeFactory.instance.nullNode();
        }
        Optional<String> later = response.headers().firstValue("Location");
        if (response.statusCode() == 202 && response.body().length == 0 && later.isPresent()) {
            URI place = base.resolve(later.get());
            return json(send(identified(HttpRequest.newBuilder(place).timeout(PATIENCE)), BodyHandlers.ofByteArray()));
        }
        return json(response);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve("/api/v1" + path)).timeout(PATIENCE);
        return identified(request);
    }

    private HttpRequest.Builder identified(HttpRequest.Builder request) {
        user.ifPresent(name -> request.header("Hourglass-User", name));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, HttpResponse.BodyHandler<byte[]> into) {
        HttpResponse<byte[]> response = sent(request, into);
        if (response.statusCode() >= 400) {
            throw new TrackerProblemException(response.statusCode(), problem(response.body()));
        }
        return response;
    }

    private <T> HttpResponse<T> sent(HttpRequest.Builder request, HttpResponse.BodyHandler<T> into) {
        try {
            return http.send(request.build(), into);
        } catch (IOException e) {
            throw new TrackerUnreachableException(base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrackerUnreachableException(base, e);
        }
    }

    private static JsonNode problem(byte[] body) {
        try {
            JsonNode problem = JSON.readTree(body);
            return problem.isObject() ? problem : JsonNodeFactory.instance.objectNode();
        } catch (IOException notJson) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new TrackerUnreachableException(base, e);
        }
    }
}
