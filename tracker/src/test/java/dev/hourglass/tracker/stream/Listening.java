package dev.hourglass.tracker.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A client of the stream, as simple as the protocol lets it be. */
final class Listening implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    record Heard(String event, Optional<String> id, String text) {
        JsonNode data() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final InputStream body;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    Listening(String url, Optional<String> lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("answered " + response.statusCode());
        }
        body = response.body();
        Thread.ofVirtual().start(this::read);
    }

    /** The first that is like that, heard already or within a minute. */
    Heard await(Predicate<Heard> like) throws TimeoutException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline) {
            for (Heard one : heard) {
                if (like.test(one)) {
                    return one;
                }
            }
            pause();
        }
        throw new TimeoutException(
                "heard only " + heard.stream().map(Heard::event).toList());
    }

    Heard await(String event) throws TimeoutException {
        return await(one -> one.event.equals(event));
    }

    List<Heard> all() {
        return new ArrayList<>(heard);
    }

    private synchronized void pause() {
        try {
            wait(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void add(Heard one) {
        heard.add(one);
        notifyAll();
    }

    private void read() {
        String event = "";
        Optional<String> id = Optional.empty();
        StringBuilder data = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!event.isEmpty()) {
                        add(new Heard(event, id, data.toString()));
                    }
                    event = "";
                    id = Optional.empty();
                    data.setLength(0);
                } else if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                } else if (line.startsWith("id:")) {
                    id = Optional.of(line.substring(3).strip());
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                }
            }
        } catch (IOException | UncheckedIOException closed) {
            // the test closes the connection while this reads
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
        client.shutdownNow();
    }
}
